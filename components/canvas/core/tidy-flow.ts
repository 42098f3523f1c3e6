import { Graph, layout } from "@dagrejs/dagre";
import type { PersonaDocument } from "@duologue/persona";
import { moveNodes } from "./move-nodes";
import { GRID, NODE_HEIGHT, NODE_WIDTH } from "./node-size";

export interface Size {
  width: number;
  height: number;
}

/**
 * Lays the flow out from top to bottom, Start first; notes stand in a column of their own to the right of it.
 * `sizes` are those on screen in canvas pixels, where known.
 */
export function tidyFlow(document: PersonaDocument, sizes: ReadonlyMap<string, Size> = new Map()): PersonaDocument {
  const { nodes, edges } = document.flow;
  const flowIds = Object.keys(nodes).filter((id) => nodes[id]?.type !== "note");
  const sizeOf = (id: string): Size => sizes.get(id) ?? { width: NODE_WIDTH, height: NODE_HEIGHT };

  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 72, ranksep: 104, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  const starts = flowIds.filter((id) => nodes[id]?.type === "start");
  for (const id of [...starts, ...flowIds.filter((id) => !starts.includes(id))]) graph.setNode(id, { ...sizeOf(id) });
  for (const [id, edge] of Object.entries(edges)) {
    if (edge.source !== edge.target && graph.hasNode(edge.source) && graph.hasNode(edge.target))
      graph.setEdge(edge.source, edge.target, {}, id);
  }
  if (flowIds.length > 0) layout(graph);

  const snap = (value: number) => Math.round(value / GRID) * GRID;
  const places: Record<string, { x: number; y: number }> = {};
  let right = 0;
  for (const id of flowIds) {
    const laid = graph.node(id);
    const size = sizeOf(id);
    places[id] = { x: snap((laid.x ?? 0) - size.width / 2), y: snap((laid.y ?? 0) - size.height / 2) };
    right = Math.max(right, (places[id]?.x ?? 0) + size.width);
  }
  let noteY = 0;
  for (const id of Object.keys(nodes).filter((id) => nodes[id]?.type === "note")) {
    places[id] = { x: snap(right + 120), y: snap(noteY) };
    noteY += sizeOf(id).height + 32;
  }
  return moveNodes(document, places);
}
