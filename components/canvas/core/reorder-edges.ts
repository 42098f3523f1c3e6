import type { FlowEdge, PersonaDocument } from "@duologue/persona";
import { outgoingEdges } from "./outgoing-edges";
import { withFlow } from "./with-flow";

/**
 * Moves an edge one place earlier (-1) or later (+1) in the order in which its node's edges are tried, by giving the
 * siblings priorities that say so. An `else` is always tried last: it neither moves nor is passed.
 */
export function reorderEdge(document: PersonaDocument, edgeId: string, by: -1 | 1): PersonaDocument {
  const moved = document.flow.edges[edgeId];
  if (!moved) return document;
  const ids = outgoingEdges(document.flow, moved.source)
    .filter((edge) => edge.condition.type !== "else")
    .map((edge) => edge.id);
  const at = ids.indexOf(edgeId);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return document;
  [ids[at], ids[to]] = [ids[to] as string, ids[at] as string];
  const edges: Record<string, FlowEdge> = { ...document.flow.edges };
  ids.forEach((id, index) => {
    const edge = edges[id] as FlowEdge;
    const priority = ids.length - 1 - index;
    if (edge.priority !== priority) edges[id] = { ...edge, priority };
  });
  return withFlow(document, { edges });
}
