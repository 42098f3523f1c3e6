/** A clock that stands still until it is told to move. */
import type { Clock } from "../src/call/ports";

export interface FakeClock extends Clock {
  /** Moves time on, running every timer that falls due, in order, and whatever promises they resolve. */
  advance(ms: number): Promise<void>;
}

interface Timer {
  dueMs: number;
  everyMs: number | null;
  order: number;
  callback: () => void;
}

export function createFakeClock(startAt = new Date("2026-01-01T00:00:00Z")): FakeClock {
  let nowMs = 0;
  let order = 0;
  const timers = new Set<Timer>();
  const add = (ms: number, everyMs: number | null, callback: () => void) => {
    const timer = { dueMs: nowMs + ms, everyMs, order: order++, callback };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    nowMs: () => nowMs,
    date: () => new Date(startAt.getTime() + nowMs),
    every: (ms, callback) => add(ms, ms, callback),
    after: (ms, callback) => add(ms, null, callback),
    async advance(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        await settle();
        const next = [...timers].filter((timer) => timer.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];
        if (!next) break;
        nowMs = Math.max(nowMs, next.dueMs);
        if (next.everyMs === null) timers.delete(next);
        else next.dueMs += next.everyMs;
        next.callback();
      }
      nowMs = endMs;
      await settle();
    },
  };
}
