import { expect, it } from "vitest";
import { createBlankPersona } from "../create-blank-persona";
import { newEdge, newNode } from "../new-node";
import type { PersonaDocument } from "../schema";
import { diffPersonas } from "./diff-personas";

const lines = (change: (document: PersonaDocument) => void): string[] => {
  const after = createBlankPersona("Test");
  change(after);
  return diffPersonas(createBlankPersona("Test"), after).map(({ kind, subject, message }) => `${kind} ${subject}: ${message}`);
};

it("finds nothing between equal personas", () => {
  expect(lines(() => {})).toEqual([]);
});

it("speaks of nodes and edges by their names", () => {
  expect(
    lines(({ flow }) => {
      const talk = flow.nodes.n3;
      if (talk?.type === "stage") talk.data.goal = "Ask for the order number.";
      flow.nodes.n5 = newNode("say", { x: 0, y: 400 });
      flow.edges.e5 = newEdge("n3", "n5");
      delete flow.edges.e4;
      Object.assign(flow.edges.e3 as object, { priority: 2, label: "Enough", condition: { type: "else" } });
      Object.assign(flow.edges.e2 as object, { target: "n5" });
    }),
  ).toEqual([
    "changed node: Goal of Stage “Talk” changed",
    "added node: Say added",
    "changed edge: Edge from Say “Greeting” to Stage “Talk” now goes another way",
    "changed edge: Condition of Edge “Enough” from Stage “Talk” to End changed",
    "changed edge: Label of Edge “Enough” from Stage “Talk” to End changed",
    "changed edge: Priority of Edge “Enough” from Stage “Talk” to End changed",
    "removed edge: Edge “Long silence” from Stage “Talk” to End removed",
    "added edge: Edge from Stage “Talk” to Say added",
    "changed prompt: The compiled prompt changed",
  ]);
});

it("keeps moved nodes apart from meaning", () => {
  expect(
    lines(({ flow }) => {
      for (const node of Object.values(flow.nodes)) node.position = { x: node.position.x + 16, y: 0 };
    }),
  ).toEqual(["changed layout: 4 nodes moved on the canvas"]);
});

it("covers the form: identity, facts, rules, variables, voice, engine, and keys it does not know", () => {
  const before = createBlankPersona("Test");
  before.facts = [
    { id: "f1", text: "One.", priority: "must" },
    { id: "f2", text: "Two.", priority: "must" },
  ];
  before.rules = ["Be brief.", "Be kind."];
  before.variables = { a: { type: "string", default: "x" } };
  const after = structuredClone(before);
  after.meta.name = "Renamed";
  after.identity.name = "Ada";
  after.facts = [
    { id: "f2", text: "Two.", priority: "should" },
    { id: "f3", text: "Three.", priority: "must" },
  ];
  after.rules = ["Be kind.", "Be brief."];
  after.variables = { a: { type: "string", default: "y" }, b: { type: "string", default: "" } };
  after.voice.ref = "v2";
  after.engine.tokenLimit = 150;
  after.duplex.patience = 1;
  Object.assign(after, { future: 1 });
  expect(diffPersonas(before, after).map(({ subject, message }) => `${subject}: ${message}`)).toEqual([
    "meta: Name changed",
    "identity: Identity: name changed",
    "fact: Fact “One.” removed",
    "fact: Fact “Two.” is now a should",
    "fact: Fact “Three.” added",
    "rule: Rules are in another order",
    "variable: Variable {{a}} changed",
    "variable: Variable {{b}} added",
    "voice: Voice: ref changed",
    "engine: Engine: token limit changed",
    "duplex: Duplex style: patience changed",
    "other: “future” added",
    "prompt: The compiled prompt changed",
  ]);
});

it("says which fact, rule, node or edge, by its own words where it has no name", () => {
  const long = "Opening hours are Monday to Friday from nine in the morning until six in the evening.";
  const before = createBlankPersona("Test");
  before.facts = [{ id: "f1", text: long, priority: "must" }];
  before.rules = ["Be brief."];
  const say = newNode("say", { x: 0, y: 800 });
  if (say.type === "say") say.data.text = "One moment, please.";
  before.flow.nodes.n5 = say;
  before.flow.edges.e5 = newEdge("n5", "n4");
  const removed = diffPersonas(before, createBlankPersona("Test")).filter(({ kind }) => kind === "removed");
  expect(removed.map(({ message }) => message)).toEqual([
    "Fact “Opening hours are Monday to Friday from nine in …” removed",
    "Rule “Be brief.” removed",
    "Say “One moment, please.” removed",
    "Edge from Say “One moment, please.” to End “Thank you for calling. Goodbye!” removed",
  ]);
});

it("names keys it does not know as they are written, at every level", () => {
  const before = createBlankPersona("Test");
  Object.assign(before, { "x-old": 1 });
  before.facts = [{ id: "f1", text: "One.", priority: "must" }];
  before.variables = { a: { type: "string", default: "x" } };
  const after = structuredClone(before);
  delete (after as Record<string, unknown>)["x-old"];
  Object.assign(after, { "x-meta": { a: 1 } });
  Object.assign(after.meta, { "x-a": 1 });
  Object.assign(after.facts[0] as object, { "x-b": 1 });
  Object.assign(after.variables.a as object, { "x-c": 1 });
  Object.assign(after.extensions, { acme: 1 });
  Object.assign(after.flow, { layer: 1 });
  const { n3 } = after.flow.nodes;
  Object.assign(n3 as object, { "x-d": 1 });
  Object.assign(n3?.data as object, { "x-e": 1 });
  Object.assign(n3?.position as object, { z: 1 });
  const { e1 } = after.flow.edges;
  Object.assign(e1 as object, { label: "Go", weight: 1 });
  Object.assign(e1?.condition as object, { "x-why": "because" });
  expect(diffPersonas(before, after).map(({ kind, message, before: old, after: now }) => [kind, message, old, now])).toEqual([
    ["added", "“x-a” of meta added", "", "1"],
    ["added", "“x-b” of Fact “One.” added", "", "1"],
    ["added", "“x-c” of variable {{a}} added", "", "1"],
    ["added", "“x-e” of Stage “Talk” added", "", "1"],
    ["added", "“x-d” of Stage “Talk” added", "", "1"],
    ["added", "“z” of the position of Stage “Talk” added", "", "1"],
    ["changed", "Label of Edge “Go” from Start to Say “Greeting” changed", "", "Go"],
    ["added", "“weight” of Edge “Go” from Start to Say “Greeting” added", "", "1"],
    ["added", "“x-why” of the condition of Edge “Go” from Start to Say “Greeting” added", "", "because"],
    ["added", "“layer” of the flow added", "", "1"],
    ["removed", "“x-old” removed", "1", ""],
    ["added", "“x-meta” added", "", '{"a":1}'],
    ["added", "“acme” of extensions added", "", "1"],
  ]);
});
