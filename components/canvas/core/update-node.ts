import type { FlowNode, PersonaDocument } from "@duologue/persona";
import { withFlow } from "./with-flow";

/** Changes some fields of a node's data; unknown fields stay. The same document when the node does not exist. */
export function updateNodeData(document: PersonaDocument, nodeId: string, change: Record<string, unknown>): PersonaDocument {
  const node = document.flow.nodes[nodeId];
  if (!node) return document;
  const next = { ...node, data: { ...node.data, ...change } } as FlowNode;
  return withFlow(document, { nodes: { ...document.flow.nodes, [nodeId]: next } });
}
