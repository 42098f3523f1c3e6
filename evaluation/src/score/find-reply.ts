/** The stretch in which the answer to a line is looked for, cut out so that it can be judged. */
import { findUtterances, type Lanes, THRESHOLDS } from "@duologue/metrics";
import type { PlayedResult } from "../call/call-result";
import { cropLanes } from "./crop-lanes";
import type { StepWindow } from "./step-windows";

/** A rule that looks for an answer needs so much after the line: silence shorter than this would prove nothing. */
const NEEDED_MS = THRESHOLDS.responseWithinMs.value;

/**
 * Both lanes from `startMs` until the caller takes the floor again, with silence put behind where that is less than 3 s after the line.
 * Null where such a stretch holds no answer: one might have come. An agent that hung up says nothing any more, so there silence counts.
 */
export function findReply(window: StepWindow, { lanes, reason }: Pick<PlayedResult, "lanes" | "reason">, startMs: number): Lanes | null {
  const { heard, reply, isFollowed } = window;
  const neededMs = heard.endMs + NEEDED_MS;
  const isLongEnough = reply.endMs >= neededMs || (reason === "persona_ended" && !isFollowed);
  const answerFromMs = heard.endMs - THRESHOLDS.earlyResponseMs.value;
  const hasAnswer = findUtterances(lanes.agent, "agent").some(
    (utterance) => utterance.endMs > answerFromMs && utterance.startMs < reply.endMs,
  );
  if (!isLongEnough && !hasAnswer) return null;
  const cropped = cropLanes(lanes, { startMs, endMs: reply.endMs });
  const durationMs = Math.max(reply.endMs, neededMs) - startMs;
  return { caller: { ...cropped.caller, durationMs }, agent: { ...cropped.agent, durationMs } };
}
