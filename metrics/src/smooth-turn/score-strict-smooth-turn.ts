import { checkLane, checkMoment } from "../lane/check-lane";
import { findSpanAt } from "../lane/find-span-at";
import { findUtterances } from "../lane/find-utterances";
import type { Lane } from "../lane/lane";
import { lengthMs } from "../lane/measure-length";
import { THRESHOLDS } from "../thresholds";
import { findResponse } from "./find-response";

export interface StrictTurn {
  outcome: "taken" | "early" | "late" | "missed";
  /** end of the caller's turn → onset of the agent's utterance, signed; null where none came */
  latencyMs: number | null;
}

/**
 * Smooth turn-taking with both sides of the gap judged: a success begins from 200 ms before the turn's end to 3 s after it. An
 * utterance of more than 1 s that began before that and still sounds at the turn's end is early. What ended before (a greeting, a
 * backchannel) is no answer.
 */
export function scoreStrictSmoothTurn(agent: Lane, turnEndMs: number): StrictTurn {
  checkLane(agent, "agent");
  checkMoment(turnEndMs, "the end of the turn", agent.durationMs);
  const utterances = findUtterances(agent, "agent");
  const response = findResponse(utterances, turnEndMs, agent.durationMs);
  const speaking = findSpanAt(utterances, turnEndMs);
  const began = speaking && lengthMs(speaking) > THRESHOLDS.shortUtteranceMs.value ? speaking.startMs - turnEndMs : 0;
  return began < -THRESHOLDS.earlyResponseMs.value ? { outcome: "early", latencyMs: began } : response;
}
