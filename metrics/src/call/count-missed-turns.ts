import { THRESHOLDS } from "../thresholds";
import type { Utterance } from "./find-floor";

/**
 * How often the caller ended and waited in vain: no utterance of either side sounds at or begins within 3 s of the end. An end less
 * than 3 s before the end of the recording is not counted.
 */
export function countMissedTurns(utterances: readonly Utterance[], durationMs: number): number {
  const withinMs = THRESHOLDS.responseWithinMs.value;
  return utterances.filter((ended) => {
    if (ended.side !== "caller" || ended.kind === "backchannel" || durationMs - ended.endMs <= withinMs) return false;
    return !utterances.some((other) => other !== ended && other.endMs > ended.endMs && other.startMs - ended.endMs <= withinMs);
  }).length;
}
