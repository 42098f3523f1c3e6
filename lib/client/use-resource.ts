import type { ProtocolError } from "@duologue/protocol";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "./api";

export interface Resource<T> {
  data: T | undefined;
  /** of the newest try; `data` stays what it was */
  error: ProtocolError | undefined;
  loading: boolean;
  reload: () => Promise<void>;
  /** puts in what an answer has just told, without asking again */
  replace: (next: T | ((current: T | undefined) => T | undefined)) => void;
}

export interface ResourceOptions<T> {
  /** what the server has rendered with: no request on mount */
  initial?: T | undefined;
  /** ask again this often while the tab is seen; 0 or left out: never */
  refreshEveryMs?: number;
}

/**
 * GETs `path` and keeps the newest answer; a new path cancels the old request. For lists that the page also changes:
 * call `reload()` after a mutation.
 */
export function useResource<T>(path: string, { initial, refreshEveryMs = 0 }: ResourceOptions<T> = {}): Resource<T> {
  const [data, setData] = useState<T | undefined>(initial);
  const [error, setError] = useState<ProtocolError>();
  const [loading, setLoading] = useState(initial === undefined);
  const running = useRef<AbortController | null>(null);
  const shownPath = useRef(initial === undefined ? null : path);

  const load = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setLoading(true);
    try {
      const next = await api.get<T>(path, controller.signal);
      if (controller.signal.aborted) return;
      shownPath.current = path;
      setData(next);
      setError(undefined);
    } catch (cause) {
      if (controller.signal.aborted) return;
      setError(cause as ProtocolError);
    }
    setLoading(false);
  }, [path]);

  useEffect(() => {
    if (shownPath.current !== path) void load();
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
  }, [path, load, refreshEveryMs]);

  useEffect(() => () => running.current?.abort(), []);

  return { data, error, loading, reload: load, replace: setData };
}
