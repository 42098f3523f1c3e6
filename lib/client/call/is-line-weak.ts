/** A live call's engine says something every 80 ms; after this long without a word the line is as good as dead. */
export const WEAK_AFTER_MS = 2_000;

/** Whether a live call has been without a sign of the engine for too long. The socket itself notices only after some 20 s. */
export function isLineWeak(lastHeardMs: number, nowMs: number): boolean {
  return nowMs - lastHeardMs >= WEAK_AFTER_MS;
}
