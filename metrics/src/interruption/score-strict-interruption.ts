import { checkLane, checkSpan } from "../lane/check-lane";
import { findSpanAt } from "../lane/find-span-at";
import { findUtterances } from "../lane/find-utterances";
import type { Lane, Span } from "../lane/lane";
import { lengthMs } from "../lane/measure-length";
import { findResponse } from "../smooth-turn/find-response";
import { THRESHOLDS } from "../thresholds";

export type InterruptionOutcome = "answered" | "keptTalking" | "talkedOver" | "late" | "missed";

export interface StrictInterruption {
  outcome: InterruptionOutcome;
  /** interruption's start → agent silent; null where it was silent when the interruption began */
  stopMs: number | null;
  /** interruption's end → onset of new speech, signed; null where none came */
  responseMs: number | null;
}

/**
 * User interruption: answered means silent within 1 s of its start and new speech from 200 ms before to 3 s after its end. `keptTalking`:
 * not silent in time. `talkedOver`: silent, but a new utterance of more than 1 s began while the caller still spoke. Silences of up to
 * 500 ms inside the agent's speech are no stop.
 */
export function scoreStrictInterruption(agent: Lane, interruption: Span): StrictInterruption {
  checkLane(agent, "agent");
  checkSpan(interruption, "the interruption", agent.durationMs);
  const { startMs, endMs } = interruption;
  const utterances = findUtterances(agent, "agent");
  const interrupted = findSpanAt(utterances, startMs);
  const later = utterances.filter((utterance) => utterance.startMs >= startMs);
  const response = findResponse(later, endMs, agent.durationMs);
  const stopMs = interrupted ? interrupted.endMs - startMs : null;
  const intruder = later.find(
    (utterance) => utterance.startMs < endMs - THRESHOLDS.earlyResponseMs.value && lengthMs(utterance) > THRESHOLDS.shortUtteranceMs.value,
  );
  return { outcome: judge(), stopMs, responseMs: response.latencyMs };

  function judge(): InterruptionOutcome {
    if (stopMs !== null && stopMs > THRESHOLDS.stopWithinMs.value) return "keptTalking";
    if (intruder) return "talkedOver";
    return response.outcome === "taken" ? "answered" : response.outcome;
  }
}
