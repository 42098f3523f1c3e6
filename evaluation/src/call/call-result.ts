/**
 * What is kept of one played call, and all that a report is made of: no sound, but where both sides spoke, what the agent said, and when
 * each step of the script was heard. Times in ms on the engine's clock: 0 is the first frame of the live call.
 */
import { ERROR_CODES, endReason, speakerInfo } from "@duologue/protocol";
import { z } from "zod";

const span = z.object({ startMs: z.number(), endMs: z.number() });
const lane = z.object({
  durationMs: z.number(),
  voice: z.array(span),
  words: z.array(span.extend({ text: z.string() })).optional(),
});

/** A step as the engine heard it; of a button there is only the start. */
export const heardStep = z.object({
  id: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  voice: z.array(span),
  pauses: z.array(span),
  marksMs: z.array(z.number()),
  /** its event did not come in time */
  isLate: z.boolean(),
});
export type HeardStep = z.infer<typeof heardStep>;

export const judgement = z.object({
  /** which of the scenario's checks */
  check: z.number().int(),
  model: z.string(),
  prompt: z.string(),
  /** as it came, word for word */
  answer: z.string(),
  /** 0 to 5; null where the answer holds none */
  score: z.number().nullable(),
});
export type Judgement = z.infer<typeof judgement>;

const job = { persona: z.string(), scenario: z.string(), repeat: z.number().int().min(1), seed: z.number().int() };

export const callResult = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("played"),
    ...job,
    speaker: speakerInfo,
    promptSha256: z.string(),
    /** where its recording lies, for whoever keeps recordings */
    callId: z.string().optional(),
    lanes: z.object({ caller: lane, agent: lane }),
    steps: z.array(heardStep),
    nodes: z.array(z.object({ nodeId: z.string(), title: z.string(), atMs: z.number() })),
    reason: endReason,
    code: z.enum(ERROR_CODES).nullable(),
    /** buttons that were not on offer */
    missedChoices: z.number().int(),
    /** frames of the caller that the engine had to do without, or threw away: the machine or the network was too slow */
    lostFrames: z.number().int(),
    judgements: z.array(judgement),
  }),
  /** it did not come about, or broke off */
  z.object({ outcome: z.literal("failed"), ...job, code: z.enum(ERROR_CODES), message: z.string() }),
]);
export type CallResult = z.infer<typeof callResult>;
export type PlayedResult = Extract<CallResult, { outcome: "played" }>;

export function resultId({ persona, scenario, repeat }: Pick<CallResult, "persona" | "scenario" | "repeat">): string {
  return `${persona}/${scenario}/${repeat}`;
}
