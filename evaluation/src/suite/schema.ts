/**
 * The suite file, `NAME.suite.json`: scenarios that a simulated caller plays, and what the agent should make of them. Closed objects,
 * so that a misspelt key is refused and not ignored. Numbers carry their units.
 */
import type { EndReason } from "@duologue/protocol";
import { z } from "zod";

export const SUITE_SPEC = "duologue_suite";
export const SUITE_SPEC_VERSION = "1.0";
export const SUITE_SCHEMA_URL = "/schema/suite/1.0.json";

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "expected small letters, digits and hyphens, at most 64")
  .describe("small letters, digits and hyphens");

/** Voices that are bundled: slt is a woman, the others are men (awb with a Scottish accent). */
export const CALLER_VOICES = ["slt", "rms", "awb", "kal16"] as const;

export const callerVoice = z.strictObject({
  voice: z.enum(CALLER_VOICES).default("slt"),
  pitch: z
    .number()
    .min(0.8)
    .max(1.2)
    .default(1)
    .describe("1: the voice's own; moves pitch and formants together, as a smaller or larger speaker"),
  rate: z.number().min(0.7).max(1.4).default(1).describe("1: the voice's own speed; 1.2: a fifth faster"),
});
export type CallerVoice = z.infer<typeof callerVoice>;

/** Text is spoken by the caller's voice, a wav is played; paths are relative to the suite file. */
export const textPiece = z.strictObject({ text: z.string().min(1).max(1_000) });
export const wavPiece = z.strictObject({
  wav: z
    .string()
    .min(1)
    .max(400)
    .describe("PCM16 or float wav of any rate; of a stereo recording of a call the left channel is the caller"),
  channel: z.enum(["left", "right"]).default("left"),
  startMs: z.number().min(0).optional().describe("cut from here"),
  endMs: z.number().min(0).optional().describe("cut up to here"),
  text: z.string().max(1_000).default("").describe("what is said in it, for readers"),
});
export const pausePiece = z.strictObject({
  pauseMs: z
    .number()
    .int()
    .min(50)
    .max(10_000)
    .describe("silence inside the line; from 400 ms on the agent is expected to wait through it"),
});
export const markPiece = z.strictObject({
  mark: z.literal("backchannel").describe("a good listener says mm-hm about here; the line goes on"),
});
export const piece = z.union([textPiece, wavPiece, pausePiece, markPiece]);
export type Piece = z.infer<typeof piece>;

const delay = z.number().int().min(0).max(60_000).default(0).describe("from the event to the first sound");
const timeout = z
  .number()
  .int()
  .min(0)
  .max(120_000)
  .default(15_000)
  .describe(
    "so long a silence without the event, or 30 s longer of an agent that speaks: the step is taken all the same, and noted as late",
  );

/**
 * What a step waits for. Waiting begins when the step before has ended. The agent starts when it becomes audible, and stops when it has
 * been silent for 500 ms.
 */
export const trigger = z.discriminatedUnion("event", [
  z.strictObject({ event: z.literal("callLive"), delayMs: delay }).describe("the call is live"),
  z.strictObject({ event: z.literal("previousEnds"), delayMs: delay }).describe("the caller's own line before has ended"),
  z.strictObject({ event: z.literal("agentStarts"), delayMs: delay, timeoutMs: timeout }).describe("the agent begins to speak, anew"),
  z
    .strictObject({ event: z.literal("agentSpoken"), ms: z.number().int().min(80).max(60_000), delayMs: delay, timeoutMs: timeout })
    .describe("the agent has been speaking for this long, in an utterance that may have begun before"),
  z.strictObject({ event: z.literal("agentStops"), delayMs: delay, timeoutMs: timeout }).describe("an utterance of the agent has ended"),
  z
    .strictObject({ event: z.literal("silence"), ms: z.number().int().min(80).max(60_000), delayMs: delay, timeoutMs: timeout })
    .describe("neither side has spoken for this long, nor a button been pressed"),
]);
export type Trigger = z.infer<typeof trigger>;

/**
 * What a line is: a turn wants an answer; an interruption wants the agent to fall silent and answer; a backchannel, words to somebody
 * else and voices in the background want it to go on. The last two sound as from further away.
 */
export const LINE_KINDS = ["turn", "interruption", "backchannel", "toOther", "background"] as const;
export const EXPECTATIONS = ["answer", "yield", "goOn", "anything"] as const;

export const step = z.strictObject({
  id: name,
  when: trigger,
  say: z.union([z.string().min(1).max(1_000), z.array(piece).min(1).max(40)]).optional(),
  choose: z
    .strictObject({
      edgeId: z.string().max(128).optional(),
      label: z.string().max(64).optional(),
      key: z.string().max(2).optional(),
    })
    .optional()
    .describe("press a button that the flow offers, by one of its three names, instead of saying something"),
  as: z.enum(LINE_KINDS).default("turn"),
  caller: name.optional().describe("another voice than the scenario's, for somebody in the room"),
  expect: z.enum(EXPECTATIONS).optional().describe("by default what the kind of line wants; anything: not judged"),
  budget: z
    .strictObject({
      responseMs: z.number().int().min(0).max(60_000).optional().describe("the answer begins at the latest this long after the line"),
      stopMs: z.number().int().min(0).max(60_000).optional().describe("the agent is silent at the latest this long after the line began"),
    })
    .optional(),
});
export type Step = z.infer<typeof step>;

/** Words, compared without capitals, accents and punctuation; or a regular expression over the same. */
export const phrase = z.union([z.string().min(1).max(200), z.strictObject({ regex: z.string().min(1).max(300) })]);
export type Phrase = z.infer<typeof phrase>;
const phrases = z.array(phrase).min(1).max(40);
const inReplyTo = name
  .optional()
  .describe("a step's id: only what the agent says from that step on until the next turn or interruption; otherwise the whole call");

/** How a call of a suite can be meant to end. */
export const EXPECTED_ENDS = ["caller_hung_up", "persona_ended", "time_limit", "idle"] as const satisfies readonly EndReason[];

/** Figures of one call that can have a budget. */
export const BUDGET_FIGURES = [
  "firstAudioMs",
  "firstResponseMs",
  "responseMsMedian",
  "responseMsP90",
  "stopMsMedian",
  "longestSilenceMs",
] as const;

/** Rules beside the timing, which is judged by the kinds of the lines. */
export const check = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("mustSay"),
    phrases,
    all: z.boolean().default(false).describe("every phrase; otherwise one is enough"),
    inReplyTo,
  }),
  z.strictObject({ type: z.literal("mustNotSay"), phrases, inReplyTo }),
  z.strictObject({
    type: z.literal("slot"),
    slot: z.string().min(1).max(60).describe("what is asked for: time, amount, name"),
    values: phrases.describe("the right value in every way it may be said"),
    wrong: z.array(phrase).max(40).default([]).describe("values that must not be given"),
    inReplyTo,
  }),
  z.strictObject({
    type: z.literal("refusal"),
    expected: z.boolean().default(true).describe("false: the agent must not refuse"),
    phrases: z.array(phrase).max(40).default([]).describe("ways of refusing beside the common ones"),
    inReplyTo,
  }),
  z.strictObject({ type: z.literal("reaches"), node: z.string().min(1).max(80).describe("id or title of a node of the flow") }),
  z.strictObject({ type: z.literal("ends"), reason: z.enum(EXPECTED_ENDS) }),
  z.strictObject({ type: z.literal("latency"), figure: z.enum(BUDGET_FIGURES), maxMs: z.number().min(0) }),
  z
    .strictObject({
      type: z.literal("judge"),
      question: z.string().min(1).max(1_000).describe("what a reader of the transcript should rate from 0 to 5"),
      minScore: z.number().min(0).max(5).default(3),
      inReplyTo,
    })
    .describe("asked of a language model where one is configured; otherwise left out"),
]);
export type Check = z.infer<typeof check>;

export const NOISES = ["white", "pink", "babble", "hum"] as const;
export const room = z.strictObject({
  noise: z.enum(NOISES).optional().describe("babble: six voices at once"),
  snrDb: z.number().min(-5).max(60).default(20).describe("how much louder the caller is than the noise"),
  band: z.enum(["wide", "telephone"]).default("wide").describe("telephone: 300 to 3,400 Hz"),
});
export type Room = z.infer<typeof room>;

/** Somebody who works somewhere, in a few lines, where a whole persona document is not needed. */
export const role = z.strictObject({
  name: z.string().min(1).max(120).describe("the agent's own name"),
  organisation: z.string().min(1).max(120),
  kind: z.string().min(1).max(120).describe("what the organisation is: bank, dental practice"),
  facts: z.array(z.string().min(1).max(600)).max(30).default([]),
  rules: z.array(z.string().min(1).max(300)).max(20).default([]),
  greeting: z.string().max(400).default(""),
  lines: z
    .array(z.string().min(1).max(400))
    .max(20)
    .default([])
    .describe("what it might say: spoken by the rehearsal voice, never in the prompt"),
});
export type Role = z.infer<typeof role>;

export const personaSource = z.union([
  z.strictObject({ file: z.string().min(1).max(400).describe("a .persona.json, relative to the suite file") }),
  z.strictObject({ role }),
  z.strictObject({ document: z.record(z.string(), z.unknown()).describe("a whole persona document") }),
]);
export type PersonaSource = z.infer<typeof personaSource>;

export const scenario = z.strictObject({
  id: name,
  title: z.string().min(1).max(200),
  category: z.string().min(1).max(60).describe("results are grouped by it"),
  persona: name.optional().describe("one of the suite's personas; otherwise the one that is being measured"),
  caller: name.optional().describe("one of the suite's callers; otherwise the first of them"),
  room: room.optional(),
  script: z.array(step).max(60).describe("what the caller does, in this order; empty: it only listens"),
  hangUp: trigger
    .default({ event: "silence", ms: 4_000, delayMs: 0, timeoutMs: 20_000 })
    .describe("after the last step; answers that come later than 3 s before it cannot be judged"),
  checks: z.array(check).max(40).default([]),
  maxSeconds: z.number().int().min(2).max(600).default(90),
});
export type Scenario = z.infer<typeof scenario>;

export const threshold = z.strictObject({
  figure: z
    .string()
    .min(1)
    .max(120)
    .describe("scenarios.passRate, checks.passRate, or TASK.official.FIGURE and TASK.strict.FIGURE of docs/evaluation.md"),
  min: z.number().optional(),
  max: z.number().optional(),
});
export type Threshold = z.infer<typeof threshold>;

export const suite = z.strictObject({
  $schema: z.string().default(SUITE_SCHEMA_URL),
  spec: z.literal(SUITE_SPEC),
  specVersion: z.string().regex(/^\d+\.\d+$/),
  meta: z.strictObject({
    name,
    title: z.string().min(1).max(120),
    description: z.string().max(2_000).default(""),
  }),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  repeats: z.number().int().min(1).max(100).default(1).describe("how often each scenario is played"),
  callers: z.record(name, callerVoice).default({ caller: { voice: "slt", pitch: 1, rate: 1 } }),
  personas: z.record(name, personaSource).default({}),
  thresholds: z
    .array(threshold)
    .max(60)
    .default([{ figure: "scenarios.passRate", min: 1 }])
    .describe("missed by the run as a whole: it fails"),
  scenarios: z.array(scenario).min(1).max(2_000),
});
export type Suite = z.infer<typeof suite>;
