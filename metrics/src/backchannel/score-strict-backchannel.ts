import { checkLane, checkMoment } from "../lane/check-lane";
import { findUtterances } from "../lane/find-utterances";
import type { Lane } from "../lane/lane";
import { lengthMs } from "../lane/measure-length";
import { refuseInput } from "../refuse-input";
import { THRESHOLDS } from "../thresholds";
import { matchMarks } from "./match-marks";

export interface StrictBackchannel {
  /** utterances of at most 1 s */
  events: number;
  /** utterances of more than 1 s: the agent took the turn of somebody who only wanted a listener */
  takeOvers: number;
  marks: number;
  /** events within 1 s of a mark, each event and mark used once */
  matched: number;
  /** matched / events; null without events */
  precision: number | null;
  /** matched / marks; null without marks */
  recall: number | null;
  frequencyPerSecond: number;
}

/** Backchannels by where they came: `marksMs` are the moments at which a listener was expected to respond, sorted. */
export function scoreStrictBackchannel(agent: Lane, marksMs: readonly number[]): StrictBackchannel {
  checkLane(agent, "agent");
  for (const [k, mark] of marksMs.entries()) {
    checkMoment(mark, `mark ${k}`, agent.durationMs);
    if (k > 0 && mark < (marksMs[k - 1] as number)) refuseInput("sorted marks", `mark ${k} at ${mark} ms after a later one`, "Sort them.");
  }
  const utterances = findUtterances(agent, "agent");
  const events = utterances.filter((utterance) => lengthMs(utterance) <= THRESHOLDS.shortUtteranceMs.value);
  const matched = matchMarks(
    events.map(({ startMs }) => startMs),
    marksMs,
    THRESHOLDS.markToleranceMs.value,
  );
  const seconds = agent.durationMs / 1_000;
  return {
    events: events.length,
    takeOvers: utterances.length - events.length,
    marks: marksMs.length,
    matched,
    precision: events.length === 0 ? null : matched / events.length,
    recall: marksMs.length === 0 ? null : matched / marksMs.length,
    frequencyPerSecond: seconds === 0 ? 0 : events.length / seconds,
  };
}
