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
    "changed edge: Condition of Edge from Stage “Talk” to End changed",
    "changed edge: Label of Edge from Stage “Talk” to End changed",
    "changed edge: Priority of Edge from Stage “Talk” to End changed",
    "removed edge: Edge from Stage “Talk” to End removed",
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
    "fact: Fact removed",
    "fact: Fact is now a should",
    "fact: Fact added",
    "rule: Rules are in another order",
    "variable: Variable {{a}} changed",
    "variable: Variable {{b}} added",
    "voice: Voice: ref changed",
    "engine: Engine: token limit changed",
    "duplex: Duplex style: patience changed",
    "other: Future changed",
    "prompt: The compiled prompt changed",
  ]);
});
