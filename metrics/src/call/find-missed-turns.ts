import { THRESHOLDS } from "../thresholds";
import type { Utterance } from "./find-floor";

/**
 * Where the caller ended and waited in vain: no utterance of either side sounds at or begins within 3 s of the end. An end less
 * than 3 s before the end of the recording is left out.
 */
export function findMissedTurns(utterances: readonly Utterance[], durationMs: number): Utterance[] {
  const withinMs = THRESHOLDS.responseWithinMs.value;
  return utterances.filter((ended) => {
    if (ended.side !== "caller" || ended.kind === "backchannel" || durationMs - ended.endMs <= withinMs) return false;
    return !utterances.some((other) => other !== ended && other.endMs > ended.endMs && other.startMs - ended.endMs <= withinMs);
  });
}
