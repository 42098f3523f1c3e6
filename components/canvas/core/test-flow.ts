/** A small flow for the unit tests of this folder. */
import { type PersonaDocument, personaDocument } from "@duologue/persona";

export function testDocument(): PersonaDocument {
  return personaDocument.parse({
    spec: "persona_flow",
    specVersion: "1.0",
    meta: { name: "Test", house: "unknown keys stay" },
    identity: { family: "service", name: "Sanni" },
    engine: {},
    flow: {
      layer: "unknown",
      nodes: {
        start: { type: "start", position: { x: 0, y: 0 }, data: {} },
        ask: { type: "stage", position: { x: 0, y: 200, z: 7 }, data: { title: "Ask", goal: "Ask for the name.", colour: "red" } },
        yes: { type: "say", position: { x: -200, y: 400 }, data: { title: "Yes", text: "Fine." } },
        no: { type: "say", position: { x: 200, y: 400 }, data: { title: "No", text: "Sorry." } },
        end: { type: "end", position: { x: 0, y: 600 }, data: {} },
        note: { type: "note", position: { x: 500, y: 0 }, data: { text: "Remember" } },
      },
      edges: {
        e1: { source: "start", target: "ask" },
        e2: { source: "ask", target: "yes", condition: { type: "caller_choice", value: "Yes" }, weight: 3 },
        e3: { source: "ask", target: "no", condition: { type: "else" } },
        e4: { source: "yes", target: "end" },
        e5: { source: "no", target: "end" },
      },
    },
  });
}
