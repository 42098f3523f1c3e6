import { type Flow, type FlowEdge, orderEdges } from "@duologue/persona";

export type FlowEdgeWithId = FlowEdge & { id: string };

/** The edges out of a node in the order in which a call tries them. */
export function outgoingEdges(flow: Flow, nodeId: string): FlowEdgeWithId[] {
  const edges = Object.entries(flow.edges).filter(([, edge]) => edge.source === nodeId);
  return orderEdges(
    edges.map(([id, edge]) => ({ id, edge })),
    new Map(Object.entries(flow.nodes)),
  ).map(({ id, edge }) => ({ ...edge, id }));
}

/** The edges into a node, in drawn order. */
export function incomingEdges(flow: Flow, nodeId: string): FlowEdgeWithId[] {
  return Object.entries(flow.edges)
    .filter(([, edge]) => edge.target === nodeId)
    .map(([id, edge]) => ({ ...edge, id }));
}
