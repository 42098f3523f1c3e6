/**
 * How much sound to keep in hand before the next frame arrives. Follows the spread of arrival times of the last ten seconds:
 * small on a calm network, larger where frames come in bursts; a run-dry raises it at once and is forgotten slowly.
 */

const WINDOW = 125;
const START_MS = 60;
const LEAST_MS = 40;
const MOST_MS = 320;
const AFTER_UNDERRUN_MS = 40;
const FORGET_MS_PER_SECOND = 2;

export interface JitterMargin {
  /** A message with 20 ms packet number `seq` arrived at `nowMs`. */
  arrived(seq: number, nowMs: number): void;
  /** The player ran dry. */
  ranDry(nowMs: number): void;
  /** The lane jumped (reconnect): old arrival times say nothing any more. */
  forget(): void;
  valueMs(nowMs: number): number;
}

export function createJitterMargin(): JitterMargin {
  let transits: number[] = [];
  let raisedMs = 0;
  let raisedAtMs = 0;
  const raised = (nowMs: number) => Math.max(0, raisedMs - ((nowMs - raisedAtMs) / 1_000) * FORGET_MS_PER_SECOND);
  return {
    arrived(seq, nowMs) {
      transits.push(nowMs - seq * 20);
      if (transits.length > WINDOW) transits.shift();
    },
    ranDry(nowMs) {
      raisedMs = Math.min(MOST_MS, raised(nowMs) + AFTER_UNDERRUN_MS);
      raisedAtMs = nowMs;
    },
    forget() {
      transits = [];
    },
    valueMs(nowMs) {
      const base = transits.length < 10 ? START_MS : spreadMs(transits) * 1.2 + 20;
      return Math.round(Math.min(MOST_MS, Math.max(LEAST_MS, base + raised(nowMs))));
    },
  };
}

/** From the earliest arrival to the 98th percentile. */
function spreadMs(transits: number[]): number {
  const sorted = [...transits].sort((a, b) => a - b);
  const late = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.98))] ?? 0;
  return late - (sorted[0] ?? 0);
}
