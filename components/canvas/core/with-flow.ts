import type { Flow, PersonaDocument } from "@duologue/persona";

/** The same document with some parts of its flow replaced; everything else, unknown keys included, stays as it is. */
export function withFlow(document: PersonaDocument, change: Partial<Pick<Flow, "nodes" | "edges">>): PersonaDocument {
  return { ...document, flow: { ...document.flow, ...change } };
}
