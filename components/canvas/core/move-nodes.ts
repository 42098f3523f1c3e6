import type { FlowNode, PersonaDocument } from "@duologue/persona";
import { withFlow } from "./with-flow";

/** Puts nodes at new places (whole pixels). The same document when nothing moved. */
export function moveNodes(document: PersonaDocument, places: Record<string, { x: number; y: number }>): PersonaDocument {
  let nodes: Record<string, FlowNode> | null = null;
  for (const [id, place] of Object.entries(places)) {
    const node = document.flow.nodes[id];
    const x = Math.round(place.x);
    const y = Math.round(place.y);
    if (!node || (node.position.x === x && node.position.y === y)) continue;
    nodes ??= { ...document.flow.nodes };
    nodes[id] = { ...node, position: { ...node.position, x, y } };
  }
  return nodes ? withFlow(document, { nodes }) : document;
}
