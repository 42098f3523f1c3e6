/** Whether a reply can be judged at all: the recording has to go on for 3 s after the line, or silence would prove nothing. */
import { THRESHOLDS } from "@duologue/metrics";
import type { PlayedResult } from "../call/call-result";
import type { StepWindow } from "./step-windows";

const NEEDED_MS = THRESHOLDS.responseWithinMs.value;

/**
 * The end of the stretch in which the reply to a line is looked for, or null where it is too short. An agent that hung up says nothing
 * any more: there the silence after the call counts.
 */
export function findJudgedEnd({ heard, reply, isFollowed }: StepWindow, { reason }: Pick<PlayedResult, "reason">): number | null {
  const neededMs = heard.endMs + NEEDED_MS;
  if (reply.endMs >= neededMs) return reply.endMs;
  return reason === "persona_ended" && !isFollowed ? neededMs : null;
}
