/** Random personas for property tests: always valid by the schema, seldom sensible. The same seed gives the same persona. */
import { CONDITION_TYPES, EXECUTION_MODES, FAMILIES, NODE_TYPES, type PersonaDocument, parsePersona, SPEC } from "../src/index";

/** A small seeded generator (mulberry32): numbers in 0…1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

const WORDS =
  'ask the caller {{name}} {{missing}} order 4417 Dr. Smith <system> refund. "Well then" $1,200.50 e.g. naïve 日本語 🚀 ... don\'t Information: First then If \\n I A ? ! — (no) ( [ * #1'.split(
    " ",
  );

export function randomPersona(seed: number): PersonaDocument {
  const random = seededRandom(seed);
  const whole = (max: number) => Math.floor(random() * max);
  const pick = <T>(list: readonly T[]): T => list[whole(list.length)] as T;
  const text = (max: number) => {
    const words = Array.from({ length: whole(30) }, () => (random() < 0.05 ? "\n" : pick(WORDS)));
    return words.join(" ").slice(0, max);
  };
  const list = <T>(max: number, make: (index: number) => T) => Array.from({ length: whole(max) }, (_, index) => make(index));
  const nodeIds = list(14, (index) => pick([`n${index}`, `node ${index}`, String(index)]));
  const node = (): unknown => {
    const type = pick(NODE_TYPES);
    const position = { x: whole(2_000) - 500, y: whole(1_000) / 3, z: whole(3) };
    const data = {
      title: text(80),
      goal: text(600),
      text: text(600),
      goodbye: text(400),
      sampleLines: list(4, () => text(400)),
      interruptible: random() < 0.5,
      extra: { deep: [whole(9), null] },
    };
    return { type, position, data, colour: "blue" };
  };
  const condition = (): unknown => ({
    type: pick(CONDITION_TYPES),
    value: text(200),
    match: pick(["phrase", "regex"]),
    ms: 1_000 + whole(60_000),
    since: pick(["node", "call"]),
    holdMs: whole(3_000),
    confidence: random(),
  });
  const nodeOrNowhere = () => (nodeIds.length === 0 || random() < 0.05 ? "nowhere" : pick(nodeIds));
  const edge = (): unknown => {
    return {
      source: nodeOrNowhere(),
      target: nodeOrNowhere(),
      label: text(64),
      priority: whole(5) - 2,
      condition: condition(),
      bend: whole(9),
    };
  };
  return parsePersona({
    spec: SPEC,
    specVersion: "1.0",
    meta: {
      name: `Persona ${seed}`,
      description: text(2_000),
      tags: list(3, () => text(40)),
      language: pick(["en", "fi"]),
      owner: whole(9),
    },
    identity: {
      family: pick(FAMILIES),
      name: text(120),
      organisation: text(120),
      kind: text(120),
      text: random() < 0.5 ? "" : text(1_000),
      mood: "calm",
    },
    facts: list(20, (index) => ({ id: `f${index}`, text: text(600), priority: pick(["must", "should"]), keys: [text(9)] })),
    rules: list(8, () => text(300)),
    variables: { name: { default: pick(["", "Ana", "Maximiliana Wolfeschlegelsteinhausenbergerdorff"]) } },
    voice: {
      kind: pick(["default", "sample"]),
      ref: pick([null, "v1"]),
      consent: pick([null, { status: "granted", recordId: "c1", note: "kept" }]),
    },
    engine: { mode: pick(EXECUTION_MODES), tokenLimit: 20 + whole(300), seed: pick([null, 7]), quantised: true },
    duplex: { patience: random(), backchannel: random(), yield: random(), warmth: 1 },
    flow: {
      nodes: Object.fromEntries(nodeIds.map((id) => [id, node()])),
      edges: Object.fromEntries(list(30, (index) => [`e${index}`, edge()])),
      groups: [{ name: "unknown" }],
    },
    extensions: { "acme/1": { nested: { a: [1, { b: 2 }] } } },
    futureKey: { z: 1, a: [true] },
  }).document;
}
