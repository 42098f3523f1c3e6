/**
 * Undo and redo over whole documents. Documents are never changed in place, so a step costs only what differs.
 * One entry per drag, per delete and per burst of typing; selection never comes here.
 */
export const HISTORY_STEPS = 50;
/** edits of one field that follow each other faster than this are one step */
export const BURST_IDLE_MS = 800;

export interface History<T> {
  past: readonly T[];
  future: readonly T[];
  burst: { key: string; atMs: number } | null;
}

export function emptyHistory<T>(): History<T> {
  return { past: [], future: [], burst: null };
}

/** Notes that `before` was left behind. With a `burstKey`, an edit right after one of the same key joins its entry. */
export function record<T>(history: History<T>, before: T, nowMs: number, burstKey: string | null = null): History<T> {
  const burst = burstKey === null ? null : { key: burstKey, atMs: nowMs };
  const joins =
    burstKey !== null && history.burst?.key === burstKey && nowMs - history.burst.atMs < BURST_IDLE_MS && history.past.length > 0;
  if (joins) return { past: history.past, future: [], burst };
  return { past: [...history.past, before].slice(-HISTORY_STEPS), future: [], burst };
}

/** Null when there is nothing to undo. */
export function undo<T>(history: History<T>, present: T): { history: History<T>; present: T } | null {
  const previous = history.past.at(-1);
  if (previous === undefined) return null;
  return { present: previous, history: { past: history.past.slice(0, -1), future: [present, ...history.future], burst: null } };
}

/** Null when there is nothing to redo. */
export function redo<T>(history: History<T>, present: T): { history: History<T>; present: T } | null {
  const next = history.future[0];
  if (next === undefined) return null;
  return {
    present: next,
    history: { past: [...history.past, present].slice(-HISTORY_STEPS), future: history.future.slice(1), burst: null },
  };
}
