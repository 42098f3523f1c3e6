import type { ProtocolError } from "@duologue/protocol";
import { useEffect, useRef, useState } from "react";
import { api } from "@/lib/client/api";
import { isUnderWay } from "@/lib/shared/call-words";
import type { CallPage } from "@/lib/shared/calls";
import { type CallFilters, callsPath } from "./call-filters";
import { appendPage, mergeNewestPage } from "./merge-call-pages";

const WHILE_LIVE_MS = 3_000;
const OTHERWISE_MS = 15_000;
const EMPTY: CallPage = { calls: [], nextCursor: null };

/** The calls of these filters, newest first, kept fresh while the tab is seen: quickly while a call goes on. */
export function useCallPages(filters: CallFilters) {
  const path = callsPath(filters);
  const [list, setList] = useState<{ path: string; page: CallPage }>();
  const [error, setError] = useState<ProtocolError>();
  const [loadingMore, setLoadingMore] = useState(false);
  const newestPath = useRef(path);
  newestPath.current = path;
  const current = list?.path === path ? list.page : undefined;
  const anyUnderWay = current?.calls.some(({ state }) => isUnderWay(state)) ?? false;
  const refresh = useRef<() => Promise<void>>(async () => {});

  useEffect(() => {
    const controller = new AbortController();
    refresh.current = async () => {
      try {
        const fresh = await api.get<CallPage>(path, controller.signal);
        setList((before) => ({ path, page: before?.path === path ? mergeNewestPage(before.page, fresh) : fresh }));
        setError(undefined);
      } catch (cause) {
        if (!controller.signal.aborted) setError(cause as ProtocolError);
      }
    };
    void refresh.current();
    return () => controller.abort();
  }, [path]);

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") void refresh.current();
    };
    const timer = setInterval(look, anyUnderWay ? WHILE_LIVE_MS : OTHERWISE_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [anyUnderWay]);

  async function loadMore() {
    if (!current?.nextCursor || loadingMore) return;
    setLoadingMore(true);
    try {
      const next = await api.get<CallPage>(callsPath(filters, { cursor: current.nextCursor }));
      if (newestPath.current === path) {
        setList((before) => ({ path, page: appendPage(before?.path === path ? before.page : EMPTY, next) }));
      }
      setError(undefined);
    } catch (cause) {
      setError(cause as ProtocolError);
    } finally {
      setLoadingMore(false);
    }
  }

  return {
    calls: current?.calls,
    hasMore: Boolean(current?.nextCursor),
    error,
    loadingMore,
    loadMore: () => void loadMore(),
    reload: () => void refresh.current(),
  };
}
