import { useEffect, useSyncExternalStore } from "react";
import type { HealthReply } from "@/lib/shared/health";
import { type Resource, useResource } from "./use-resource";

let newest: HealthReply | undefined;
const listeners = new Set<() => void>();

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Everybody who shows the engines hears of it. */
export function tellEngineHealth(reply: HealthReply): void {
  newest = reply;
  for (const listener of listeners) listener();
}

/** The engines as the studio last told anybody on this page; undefined: not known yet. */
export function useKnownEngineHealth(): HealthReply | undefined {
  return useSyncExternalStore(
    listen,
    () => newest,
    () => undefined,
  );
}

/**
 * Asks the studio for its engines, and shows until then what it last told anybody on this page: a dialog that is opened is whole at once
 * instead of moving under the hand when the answer comes.
 */
export function useEngineHealth(options: { refreshEveryMs?: number } = {}): Pick<Resource<HealthReply>, "data" | "error"> {
  const { data, error } = useResource<HealthReply>("/api/health", options);
  useEffect(() => {
    if (data) tellEngineHealth(data);
  }, [data]);
  return { data: useKnownEngineHealth(), error };
}
