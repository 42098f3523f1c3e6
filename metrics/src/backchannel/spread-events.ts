import type { Span } from "../lane/lane";
import { THRESHOLDS } from "../thresholds";

const BIN_MS = THRESHOLDS.divergenceBinMs.value;

/** The distribution of events over a recording: each adds 1 to every bin of 200 ms that it has a part in; sums to 1. */
export function spreadEvents(events: readonly Span[], durationMs: number): number[] {
  const counts = new Array<number>(Math.ceil(durationMs / BIN_MS)).fill(THRESHOLDS.divergenceFloor.value);
  for (const { startMs, endMs } of events) {
    for (let k = Math.floor(startMs / BIN_MS); k * BIN_MS < endMs && k < counts.length; k++) counts[k] = (counts[k] as number) + 1;
  }
  return toShares(counts);
}

export function toShares(counts: readonly number[]): number[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map((count) => count / sum);
}
