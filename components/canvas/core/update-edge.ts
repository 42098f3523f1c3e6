import type { Condition, ConditionType, FlowEdge, PersonaDocument } from "@duologue/persona";
import { createCondition } from "./condition-words";
import { withFlow } from "./with-flow";

/** Changes some fields of an edge; unknown fields stay. The same document when the edge does not exist. */
export function updateEdge(
  document: PersonaDocument,
  edgeId: string,
  change: Partial<Pick<FlowEdge, "label" | "priority" | "condition">>,
): PersonaDocument {
  const edge = document.flow.edges[edgeId];
  if (!edge) return document;
  return withFlow(document, { edges: { ...document.flow.edges, [edgeId]: { ...edge, ...change } } });
}

/** Gives an edge a condition of another kind, starting from that kind's defaults. */
export function changeConditionType(document: PersonaDocument, edgeId: string, type: ConditionType): PersonaDocument {
  const edge = document.flow.edges[edgeId];
  if (!edge || edge.condition.type === type) return document;
  return updateEdge(document, edgeId, { condition: createCondition(type) });
}

/** Changes some fields of an edge's condition, its kind excepted. */
export function updateCondition(document: PersonaDocument, edgeId: string, change: Record<string, unknown>): PersonaDocument {
  const edge = document.flow.edges[edgeId];
  if (!edge) return document;
  return updateEdge(document, edgeId, { condition: { ...edge.condition, ...change, type: edge.condition.type } as Condition });
}
