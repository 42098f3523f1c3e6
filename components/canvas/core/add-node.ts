import { type NodeType, newNode, type PersonaDocument } from "@duologue/persona";
import { newId } from "./new-id";
import { withFlow } from "./with-flow";

/** Adds a node with its top left corner at `position`. Null for a second Start. */
export function addNode(
  document: PersonaDocument,
  type: NodeType,
  position: { x: number; y: number },
): { document: PersonaDocument; nodeId: string } | null {
  const { nodes } = document.flow;
  if (type === "start" && Object.values(nodes).some((node) => node.type === "start")) return null;
  const nodeId = newId(type, new Set(Object.keys(nodes)));
  const node = newNode(type, position);
  return { document: withFlow(document, { nodes: { ...nodes, [nodeId]: node } }), nodeId };
}
