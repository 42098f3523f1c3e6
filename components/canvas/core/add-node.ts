import { type NodeType, newNode, type PersonaDocument } from "@duologue/persona";
import { newId } from "./new-id";
import { findFreePosition } from "./node-size";
import { withFlow } from "./with-flow";

/** Adds a node near `position` (moved aside when something lies there). Null for a second Start. */
export function addNode(
  document: PersonaDocument,
  type: NodeType,
  position: { x: number; y: number },
): { document: PersonaDocument; nodeId: string } | null {
  const { nodes } = document.flow;
  if (type === "start" && Object.values(nodes).some((node) => node.type === "start")) return null;
  const nodeId = newId(type, new Set(Object.keys(nodes)));
  const node = newNode(type, findFreePosition(Object.values(nodes), position));
  return { document: withFlow(document, { nodes: { ...nodes, [nodeId]: node } }), nodeId };
}
