import { checkLane, checkSpan } from "../lane/check-lane";
import { findUtterances } from "../lane/find-utterances";
import type { Lane, Span } from "../lane/lane";
import { lengthMs } from "../lane/measure-length";
import { refuseInput } from "../refuse-input";
import { THRESHOLDS } from "../thresholds";

export type PauseOutcome = "held" | "backchannel" | "takenOver" | "alreadySpeaking";

export interface StrictPause {
  outcome: PauseOutcome;
  /** start of the pause → the agent's onset in it; null where it held or was speaking already */
  onsetMs: number | null;
}

/**
 * Pause handling by what happened in the pause alone, from 100 ms after it began to its end (both included): an utterance of more than
 * 1 s that begins there took the turn, a shorter one is a backchannel. An agent that had begun before and speaks on for more than 1 s
 * in all says nothing about the pause and stands apart.
 */
export function scoreStrictPause(agent: Lane, pause: Span): StrictPause {
  checkLane(agent, "agent");
  checkSpan(pause, "the pause", agent.durationMs);
  const fromMs = pause.startMs + THRESHOLDS.pauseGraceMs.value;
  if (fromMs >= pause.endMs) {
    refuseInput(`a pause of more than ${THRESHOLDS.pauseGraceMs.value} ms`, `${lengthMs(pause)} ms`, "Leave out shorter ones.");
  }
  const isLong = (utterance: Span) => lengthMs(utterance) > THRESHOLDS.shortUtteranceMs.value;
  const utterances = findUtterances(agent, "agent");
  if (utterances.some((utterance) => utterance.startMs < fromMs && utterance.endMs > fromMs && isLong(utterance))) {
    return { outcome: "alreadySpeaking", onsetMs: null };
  }
  const begun = utterances.filter(({ startMs }) => startMs >= fromMs && startMs <= pause.endMs);
  const taking = begun.find(isLong);
  const first = taking ?? begun[0];
  if (!first) return { outcome: "held", onsetMs: null };
  return { outcome: taking ? "takenOver" : "backchannel", onsetMs: first.startMs - pause.startMs };
}
