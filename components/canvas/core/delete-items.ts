import type { PersonaDocument } from "@duologue/persona";
import type { Selection } from "./selection";
import { withFlow } from "./with-flow";

/** Deletes nodes with every edge that touches them, and edges. The same document when nothing of it exists. */
export function deleteItems(document: PersonaDocument, items: Selection): PersonaDocument {
  const gone = new Set(items.nodeIds.filter((id) => id in document.flow.nodes));
  const cut = new Set(items.edgeIds.filter((id) => id in document.flow.edges));
  for (const [id, edge] of Object.entries(document.flow.edges)) if (gone.has(edge.source) || gone.has(edge.target)) cut.add(id);
  if (gone.size === 0 && cut.size === 0) return document;
  const without = <T>(record: Record<string, T>, ids: Set<string>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => !ids.has(id)));
  return withFlow(document, { nodes: without(document.flow.nodes, gone), edges: without(document.flow.edges, cut) });
}
