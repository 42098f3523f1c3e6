import { THRESHOLDS } from "../thresholds";
import { checkHumanShares } from "./check-human-shares";
import { measureDivergence } from "./measure-divergence";
import { spreadEvents } from "./spread-events";
import { stretchShares } from "./stretch-shares";

/** The divergence that events all over the recording, without any sense of timing, would have: what a figure has to be below to mean something. */
export function measureEvenSpread(humanShares: readonly number[], durationMs: number): number {
  checkHumanShares(humanShares);
  const even = spreadEvents([], Math.max(durationMs, THRESHOLDS.divergenceBinMs.value));
  return measureDivergence(even, stretchShares(humanShares, even.length));
}
