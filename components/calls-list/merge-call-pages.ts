import type { CallPage } from "@/lib/shared/calls";

/**
 * The list after its newest page was asked for again: fresh calls first, then what was loaded below them before.
 * A call that stood among the fresh ones and is no longer there has been deleted.
 */
export function mergeNewestPage(current: CallPage, fresh: CallPage): CallPage {
  const last = fresh.calls.at(-1);
  if (!last || fresh.nextCursor === null) return fresh;
  const freshIds = new Set(fresh.calls.map(({ id }) => id));
  const older = current.calls.filter(({ id, createdAt }) => !freshIds.has(id) && createdAt <= last.createdAt);
  if (older.length === 0) return fresh;
  return { calls: [...fresh.calls, ...older], nextCursor: current.nextCursor };
}

/** The list with one more page below. */
export function appendPage(current: CallPage, next: CallPage): CallPage {
  const known = new Set(current.calls.map(({ id }) => id));
  return { calls: [...current.calls, ...next.calls.filter(({ id }) => !known.has(id))], nextCursor: next.nextCursor };
}
