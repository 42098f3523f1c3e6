import { newEdge, newNode } from "./new-node";
import { type PersonaDocument, personaDocument, SPEC, SPEC_VERSION } from "./schema";

/** The smallest persona that can be called: it greets, talks, and says goodbye. Free of problems. */
export function createBlankPersona(name: string): PersonaDocument {
  const start = newNode("start", { x: 0, y: 0 });
  const greeting = newNode("say", { x: 0, y: 176 });
  const talk = newNode("stage", { x: 0, y: 368 });
  const end = newNode("end", { x: 0, y: 576 });
  if (greeting.type === "say")
    Object.assign(greeting.data, { title: "Greeting", text: "Hello! It is good to hear you. What is on your mind?" });
  if (talk.type === "stage") {
    Object.assign(talk.data, {
      title: "Talk",
      goal: "Listen to the caller and answer in a friendly, helpful way.",
      sampleLines: ["I see. Tell me a little more about that.", "That makes sense. How did it turn out?"],
    });
  }
  if (end.type === "end") end.data.goodbye = "Thank you for calling. Goodbye!";
  return personaDocument.parse({
    spec: SPEC,
    specVersion: SPEC_VERSION,
    meta: { name: name.trim().slice(0, 120) || "New persona" },
    identity: { family: "casual", text: "You enjoy having a good conversation." },
    engine: {},
    flow: {
      nodes: { n1: start, n2: greeting, n3: talk, n4: end },
      edges: {
        e1: newEdge("n1", "n2"),
        e2: newEdge("n2", "n3"),
        e3: { ...newEdge("n3", "n4"), label: "Goodbye", condition: { type: "caller_choice", value: "they want to end the call" } },
        e4: { ...newEdge("n3", "n4"), label: "Long silence", condition: { type: "silence", ms: 20_000 } },
      },
    },
  } satisfies Record<keyof Pick<PersonaDocument, "spec" | "specVersion" | "meta" | "identity" | "engine" | "flow">, unknown>);
}
