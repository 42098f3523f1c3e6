/**
 * The persona file, `NAME.persona.json`: one canonical document that the studio stores, the compiler reads and people
 * exchange. Unknown keys survive a round trip at every level (loose objects). Numbers carry their units.
 */
import { z } from "zod";

export const SPEC = "persona_flow";
export const SPEC_VERSION = "1.0";
/**
 * Where a studio serves the JSON Schema of this format, and the `$schema` of every document that a studio keeps. A file that leaves a
 * studio names that studio's whole address instead (exportPersona), and loses it again where it is imported: the document does not
 * depend on where it was. The templates, which belong to no studio, keep this form.
 */
export const SCHEMA_URL = "/schema/persona/1.0.json";
/** The model was trained with prompts of at most 200 SentencePiece tokens, the two <system> tags included. */
export const TOKEN_LIMIT = 200;

/** The reference's, for PersonaPlex. A persona with exactly these leaves the choice to what answers (choose-sampling.ts). */
export const DEFAULT_SAMPLING = { textTemperature: 0.7, textTopK: 25, audioTemperature: 0.8, audioTopK: 250 };

export const FAMILIES = ["assistant", "service", "casual"] as const;
export const EXECUTION_MODES = ["single", "directed", "staged"] as const;
export const NODE_TYPES = ["start", "stage", "say", "note", "end"] as const;
export const CONDITION_TYPES = ["always", "persona_said", "silence", "time", "caller_choice", "else"] as const;

export const position = z.looseObject({ x: z.number(), y: z.number() });

export const startNode = z.looseObject({ type: z.literal("start"), position, data: z.looseObject({ title: z.string().default("Start") }) });
export const stageNode = z.looseObject({
  type: z.literal("stage"),
  position,
  data: z.looseObject({
    title: z.string().max(80).default("Stage"),
    /** what the persona does here, one imperative sentence: goes into the prompt */
    goal: z.string().max(600).default(""),
    /** what it might say: spoken by the rehearsal voice, shown to readers; never put into the prompt */
    sampleLines: z.array(z.string().max(400)).default([]),
  }),
});
export const sayNode = z.looseObject({
  type: z.literal("say"),
  position,
  data: z.looseObject({
    title: z.string().max(80).default("Say"),
    /** spoken word for word in the persona's own voice */
    text: z.string().max(600).default(""),
    /** false: a barge-in does not stop the line */
    interruptible: z.boolean().default(true),
  }),
});
export const noteNode = z.looseObject({
  type: z.literal("note"),
  position,
  data: z.looseObject({ text: z.string().max(2_000).default("") }),
});
export const endNode = z.looseObject({
  type: z.literal("end"),
  position,
  data: z.looseObject({
    title: z.string().max(80).default("End"),
    /** spoken before hanging up; may be empty */ goodbye: z.string().max(400).default(""),
  }),
});
export const flowNode = z.discriminatedUnion("type", [startNode, stageNode, sayNode, noteNode, endNode]);
export type FlowNode = z.infer<typeof flowNode>;
export type NodeType = FlowNode["type"];

const hold = { holdMs: z.number().int().min(0).max(60_000).default(0) };
export const condition = z.discriminatedUnion("type", [
  /** at once, when the source node's line is finished */
  z.looseObject({ type: z.literal("always") }),
  /** the persona's own words contain this; exact, over the inner text */
  z.looseObject({
    type: z.literal("persona_said"),
    match: z.enum(["phrase", "regex"]).default("phrase"),
    value: z.string().max(200),
    ...hold,
  }),
  /** neither side has spoken for this long */
  z.looseObject({ type: z.literal("silence"), ms: z.number().int().min(200).max(120_000).default(3_000) }),
  /** this long in the source node (or in the call) */
  z.looseObject({
    type: z.literal("time"),
    ms: z.number().int().min(1_000).max(3_600_000).default(60_000),
    since: z.enum(["node", "call"]).default("node"),
  }),
  /** depends on what the caller said; until a recogniser is attached, offered as a button and a number key in the call panel */
  z.looseObject({ type: z.literal("caller_choice"), value: z.string().max(200).default("") }),
  /** the caller has answered (his turn ended) and no other edge of the node matched */
  z.looseObject({ type: z.literal("else") }),
]);
export type Condition = z.infer<typeof condition>;
export type ConditionType = Condition["type"];

export const flowEdge = z.looseObject({
  source: z.string(),
  target: z.string(),
  label: z.string().max(64).default(""),
  /** evaluated first: higher; ties: as drawn on the canvas, the edge whose target stands higher, then further left (see flow/order-edges.ts) */
  priority: z.number().int().min(-100).max(100).default(0),
  condition: condition.default({ type: "always" }),
});
export type FlowEdge = z.infer<typeof flowEdge>;

export const flow = z.looseObject({
  nodes: z.record(z.string(), flowNode).default({}),
  edges: z.record(z.string(), flowEdge).default({}),
  viewport: z.looseObject({ x: z.number(), y: z.number(), zoom: z.number() }).optional(),
});
export type Flow = z.infer<typeof flow>;

export const fact = z.looseObject({ id: z.string(), text: z.string().max(600), priority: z.enum(["must", "should"]).default("should") });

export const consent = z.looseObject({
  status: z.enum(["granted", "withdrawn", "missing"]),
  recordId: z.string().nullable().default(null),
  basis: z.string().nullable().default(null),
  grantedAt: z.string().nullable().default(null),
});

export const voiceRef = z.looseObject({
  /** default: whatever the engine's speaker uses when no sample is given */
  kind: z.enum(["default", "sample"]).default("default"),
  /** the studio's voice id; meaningless in another studio, which is told on import */
  ref: z.string().nullable().default(null),
  name: z.string().nullable().default(null),
  sha256: z.string().nullable().default(null),
  seconds: z.number().nullable().default(null),
  consent: consent.nullable().default(null),
});

export const personaDocument = z.looseObject({
  $schema: z.string().default(SCHEMA_URL),
  spec: z.literal(SPEC),
  specVersion: z.string().regex(/^\d+\.\d+$/),
  meta: z.looseObject({
    name: z.string().min(1).max(120),
    description: z.string().max(2_000).default(""),
    tags: z.array(z.string().max(40)).max(20).default([]),
    language: z.string().default("en"),
  }),
  identity: z.looseObject({
    family: z.enum(FAMILIES).default("assistant"),
    /** the name callers see on a share link and that the persona goes by */
    name: z.string().max(120).default(""),
    organisation: z.string().max(120).default(""),
    /** service: what the organisation is ("bank", "dental practice"); assistant: what the persona is ("teacher"); casual: the topic */
    kind: z.string().max(120).default(""),
    /** the identity sentence(s), when the family's skeleton is not wanted; empty: the skeleton is built from the fields above */
    text: z.string().max(1_000).default(""),
  }),
  facts: z.array(fact).max(100).default([]),
  rules: z.array(z.string().max(300)).max(20).default([]),
  variables: z
    .record(z.string(), z.looseObject({ type: z.literal("string").default("string"), default: z.string().max(400).default("") }))
    .default({}),
  voice: voiceRef.default({ kind: "default", ref: null, name: null, sha256: null, seconds: null, consent: null }),
  engine: z.looseObject({
    sampling: z
      .looseObject({ textTemperature: z.number(), textTopK: z.number().int(), audioTemperature: z.number(), audioTopK: z.number().int() })
      .default(DEFAULT_SAMPLING),
    seed: z.number().int().nullable().default(null),
    tokenLimit: z.number().int().min(20).max(1_000).default(TOKEN_LIMIT),
    mode: z.enum(EXECUTION_MODES).default("directed"),
  }),
  duplex: z
    .looseObject({ patience: z.number().min(0).max(1), backchannel: z.number().min(0).max(1), yield: z.number().min(0).max(1) })
    .default({ patience: 0.5, backchannel: 0.5, yield: 0.7 }),
  flow,
  extensions: z.looseObject({}).default({}),
});
export type PersonaDocument = z.infer<typeof personaDocument>;
