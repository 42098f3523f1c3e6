import { Graph, layout } from "@dagrejs/dagre";
import type { Flow, PersonaDocument } from "@duologue/persona";
import { moveNodes } from "./move-nodes";
import { GRID, NODE_HEIGHT, NODE_WIDTH } from "./node-size";
import { walkOrder } from "./walk-order";

const COLUMN_GAP = 120;

export interface Size {
  width: number;
  height: number;
}

/**
 * Lays the flow out from top to bottom: what a call can reach below Start, then at its right what it cannot reach, then
 * the notes in a column. `sizes` are those on screen in canvas pixels, where known.
 */
export function tidyFlow(document: PersonaDocument, sizes: ReadonlyMap<string, Size> = new Map()): PersonaDocument {
  const { nodes, edges } = document.flow;
  const sizeOf = (id: string): Size => sizes.get(id) ?? { width: NODE_WIDTH, height: NODE_HEIGHT };
  const notes = Object.keys(nodes).filter((id) => nodes[id]?.type === "note");
  const inOrder = walkOrder(document.flow).filter((id) => nodes[id]?.type !== "note");
  const start = inOrder.find((id) => nodes[id]?.type === "start");
  const reached = new Set(start === undefined ? [] : [start]);
  for (const id of reached)
    for (const edge of Object.values(edges)) if (edge.source === id && edge.target in nodes) reached.add(edge.target);

  const places: Record<string, { x: number; y: number }> = {};
  let left = 0;
  for (const group of [inOrder.filter((id) => reached.has(id)), inOrder.filter((id) => !reached.has(id))]) {
    if (group.length === 0) continue;
    let right = left;
    for (const [id, place] of layOut(group, edges, sizeOf)) {
      places[id] = { x: snap(left + place.x), y: snap(place.y) };
      right = Math.max(right, left + place.x + sizeOf(id).width);
    }
    left = right + COLUMN_GAP;
  }
  let top = 0;
  for (const id of notes) {
    places[id] = { x: snap(left), y: snap(top) };
    top += sizeOf(id).height + GRID * 2;
  }
  return moveNodes(document, places);
}

/** Top left corners of some nodes, laid out by the edges among them. */
function layOut(ids: readonly string[], edges: Flow["edges"], sizeOf: (id: string) => Size): Map<string, { x: number; y: number }> {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 72, ranksep: 104, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of ids) graph.setNode(id, { ...sizeOf(id) });
  for (const [id, edge] of Object.entries(edges)) {
    if (edge.source !== edge.target && graph.hasNode(edge.source) && graph.hasNode(edge.target))
      graph.setEdge(edge.source, edge.target, {}, id);
  }
  layout(graph);
  return new Map(
    ids.map((id) => {
      const { x = 0, y = 0 } = graph.node(id);
      const { width, height } = sizeOf(id);
      return [id, { x: x - width / 2, y: y - height / 2 }];
    }),
  );
}

const snap = (value: number) => Math.round(value / GRID) * GRID;
