import type { FlowEdge, FlowNode } from "../schema";
import { compareIds } from "./compare-ids";

export interface GraphEdge {
  id: string;
  edge: FlowEdge;
}

/**
 * The order in which a node's edges are tried: higher priority first; ties as drawn, the edge whose target stands higher
 * on the canvas, then further left, then by id. `else` always comes last: it means "none of the others". What one sees is
 * what happens, and no storage that reorders keys can change it.
 */
export function orderEdges(edges: readonly GraphEdge[], nodes: ReadonlyMap<string, FlowNode>): GraphEdge[] {
  const place = ({ edge }: GraphEdge) => nodes.get(edge.target)?.position ?? { x: 0, y: 0 };
  const isElse = ({ edge }: GraphEdge) => Number(edge.condition.type === "else");
  return [...edges].sort(
    (a, b) =>
      isElse(a) - isElse(b) ||
      b.edge.priority - a.edge.priority ||
      place(a).y - place(b).y ||
      place(a).x - place(b).x ||
      compareIds(a.id, b.id),
  );
}
