import type { Condition, FlowEdge, PersonaDocument } from "@duologue/persona";
import { whyNotConnect } from "./can-connect";
import { createCondition } from "./condition-words";
import { newId } from "./new-id";
import { outgoingEdges } from "./outgoing-edges";
import { withFlow } from "./with-flow";

/** The condition a fresh edge gets: a Stage ends when the caller has answered, everything else when it is finished. */
export function firstCondition(document: PersonaDocument, source: string): Condition {
  const node = document.flow.nodes[source];
  if (node?.type !== "stage") return createCondition("always");
  const taken = outgoingEdges(document.flow, source);
  return taken.some((edge) => edge.condition.type === "else") ? createCondition("caller_choice") : createCondition("else");
}

/**
 * Draws an edge. Null when the two may not be connected (`whyNotConnect` has the words) or when the same line with the
 * same condition is there already.
 */
export function connectNodes(
  document: PersonaDocument,
  source: string,
  target: string,
): { document: PersonaDocument; edgeId: string } | null {
  if (whyNotConnect(document.flow, source, target) !== null) return null;
  const condition = firstCondition(document, source);
  const double = Object.values(document.flow.edges).some(
    (edge) => edge.source === source && edge.target === target && edge.condition.type === "always" && condition.type === "always",
  );
  if (double) return null;
  const edgeId = newId("edge", new Set(Object.keys(document.flow.edges)));
  const edge: FlowEdge = { source, target, label: "", priority: 0, condition };
  return { document: withFlow(document, { edges: { ...document.flow.edges, [edgeId]: edge } }), edgeId };
}
