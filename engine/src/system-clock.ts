/** The real clock. `every` is drift-free: the n-th call is due at start + n·ms. */
import type { Clock } from "./call/ports";

/** After a stall longer than this the missed calls are skipped, not replayed: nobody can hear the past. */
const MAX_CATCH_UP_MS = 1_000;

export function createSystemClock(): Clock {
  return {
    nowMs: () => performance.now(),
    date: () => new Date(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    every(ms, callback) {
      let dueMs = performance.now() + ms;
      let timer = setTimeout(fire, ms);
      function fire() {
        const nowMs = performance.now();
        if (nowMs - dueMs > MAX_CATCH_UP_MS) dueMs = nowMs;
        dueMs += ms;
        // one call per turn of the event loop, so that sockets are read between calls that catch up
        timer = setTimeout(fire, Math.max(0, dueMs - nowMs));
        callback();
      }
      return () => clearTimeout(timer);
    },
  };
}
