import { createBlankPersona, type PersonaDocument, parsePersona } from "@duologue/persona";
import type { Role } from "../suite/schema";

const GOAL = "Listen to the caller and answer from what you know, politely and briefly.";

/** From the greeting on the caller has the word; one who does not take it is spoken to after this. */
const WAITS_MS = 8_000;

/** A whole persona for a role of a few lines: it greets, listens, talks in one stage, and ends after a long silence. */
export function buildRole({ name, organisation, kind, facts, rules, greeting, lines }: Role): PersonaDocument {
  const blank = createBlankPersona(`${name}, ${organisation}`);
  const { n1: start, n2: hello, n3: talk, n4: end } = blank.flow.nodes;
  if (!start || hello?.type !== "say" || talk?.type !== "stage" || end?.type !== "end")
    throw new Error("Expected a blank persona of four nodes.");
  const { e1, e2, ...rest } = blank.flow.edges;
  if (!e2) throw new Error("Expected a blank persona whose greeting leads on.");
  const said = greeting || `Hello, this is ${name} of ${organisation}. How can I help you?`;
  return parsePersona({
    ...blank,
    identity: { family: "service", name, organisation, kind, text: "" },
    facts: facts.map((text, k) => ({ id: `f${k + 1}`, text, priority: "must" })),
    rules,
    flow: {
      nodes: {
        n1: start,
        n2: { ...hello, data: { ...hello.data, text: said } },
        n3: { ...talk, data: { ...talk.data, goal: GOAL, sampleLines: lines } },
        n4: end,
      },
      edges: {
        e1,
        e2: { ...e2, label: "Answered", condition: { type: "else" } },
        ...rest,
        e5: { ...e2, label: "Silence", condition: { type: "silence", ms: WAITS_MS } },
      },
    },
  }).document;
}
