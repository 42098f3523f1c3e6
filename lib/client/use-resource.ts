import type { ProtocolError } from "@duologue/protocol";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "./api";

export interface Resource<T> {
  /** the newest answer; until a new path has answered, the old path's */
  data: T | undefined;
  /** true while `data` is the answer of an older path */
  isStale: boolean;
  /** of the newest try; `data` stays what it was */
  error: ProtocolError | undefined;
  loading: boolean;
  reload: () => Promise<void>;
  /** puts in what an answer has just told, without asking again */
  replace: (next: T) => void;
}

export interface ResourceOptions<T> {
  /** what the server has rendered with: shown at once, and asked for again in the background, since "back" may bring up an old page */
  initial?: T | undefined;
  /** ask again this often while the tab is seen; 0 or left out: never */
  refreshEveryMs?: number;
}

/**
 * GETs `path` and keeps the newest answer; a new path cancels the old request. For lists that the page also changes:
 * call `reload()` after a mutation.
 */
export function useResource<T>(path: string, { initial, refreshEveryMs = 0 }: ResourceOptions<T> = {}): Resource<T> {
  const [answer, setAnswer] = useState<{ path: string; data: T } | undefined>(initial === undefined ? undefined : { path, data: initial });
  const [error, setError] = useState<ProtocolError>();
  const [loading, setLoading] = useState(initial === undefined);
  const running = useRef<AbortController | null>(null);

  const hasAnswer = useRef(false);
  hasAnswer.current = answer !== undefined;

  const load = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setLoading(true);
    try {
      const data = await api.get<T>(path, controller.signal);
      if (controller.signal.aborted) return;
      setAnswer({ path, data });
      setError(undefined);
    } catch (cause) {
      if (controller.signal.aborted) return;
      // whoever was signed out is told so for the whole page; what is shown stays
      if ((cause as ProtocolError).code !== "unauthenticated" || !hasAnswer.current) setError(cause as ProtocolError);
    }
    setLoading(false);
  }, [path]);

  useEffect(() => {
    void load();
    return () => running.current?.abort();
  }, [load]);

  useEffect(() => {
    if (refreshEveryMs <= 0) return;
    const refresh = () => {
      if (document.visibilityState === "visible") void load();
    };
    const timer = setInterval(refresh, refreshEveryMs);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [load, refreshEveryMs]);

  return {
    data: answer?.data,
    isStale: answer !== undefined && answer.path !== path,
    error,
    loading,
    reload: load,
    replace: (data) => setAnswer({ path, data }),
  };
}
