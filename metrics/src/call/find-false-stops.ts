import { checkSpan } from "../lane/check-lane";
import type { Lanes, Span } from "../lane/lane";
import { lengthMs } from "../lane/measure-length";
import { scoreStrictOverlap } from "../overlap/score-strict-overlap";
import { THRESHOLDS } from "../thresholds";
import type { Utterance } from "./find-floor";

export interface FalseStops {
  /** each from the beginning of the caller's sound until the agent is silent */
  found: readonly Span[];
  /** caller backchannels that fell on the agent's speech */
  chances: number;
  /** "sound": guessed, see below */
  from: "marks" | "sound";
}

/**
 * Where the agent fell silent for a caller who only said "mm-hm". With `backchannels` given (from a script or a listener) each of
 * them is looked up. From sound alone a false stop is a caller's utterance of at most 1 s over the agent's speech after which the agent
 * did not go on and the caller said nothing more for 1.5 s: an upper bound, as a short "stop" that was obeyed sounds the same.
 */
export function findFalseStops(lanes: Lanes, utterances: readonly Utterance[], backchannels?: readonly Span[]): FalseStops {
  for (const [k, span] of (backchannels ?? []).entries()) checkSpan(span, `caller backchannel ${k}`, lanes.caller.durationMs);
  const candidates = backchannels ?? utterances.filter((utterance, k) => isLikeBackchannel(utterance, utterances.slice(k + 1)));
  const judged = candidates
    .map((sound) => ({ startMs: sound.startMs, ...scoreStrictOverlap(lanes.agent, sound) }))
    .filter(({ outcome }) => outcome !== "notSpeaking");
  return {
    found: judged.flatMap(({ startMs, stopMs }) => (stopMs === null ? [] : [{ startMs, endMs: startMs + stopMs }])),
    chances: judged.length,
    from: backchannels ? "marks" : "sound",
  };
}

function isLikeBackchannel(utterance: Utterance, later: readonly Utterance[]): boolean {
  if (utterance.side !== "caller" || lengthMs(utterance) > THRESHOLDS.shortUtteranceMs.value) return false;
  return !later.some(({ side, startMs }) => side === "caller" && startMs - utterance.endMs <= THRESHOLDS.resumeWithinMs.value);
}
