import { compareIds } from "./compare-ids";
import type { GraphEdge } from "./order-edges";
import type { Graph } from "./read-graph";

export interface PathStep {
  nodeId: string;
  /** the edge that led here; null for the start */
  via: GraphEdge | null;
}

/**
 * The dominant path of a call: from the start to an End, at each node by the edge a smooth call would take. Edges on what is
 * said come before clocks, clocks before silence; going on comes before ending; then the order of evaluation. Without any
 * reachable End: as far as it goes.
 */
export function findMainPath(graph: Graph): PathStep[] {
  if (graph.start === null) return [];
  const seen = new Set([graph.start]);
  const path: { step: PathStep; open: GraphEdge[] }[] = [];
  let furthest: PathStep[] = [];
  const enter = (step: PathStep) => path.push({ step, open: smoothFirst(graph, step.nodeId) });
  enter({ nodeId: graph.start, via: null });
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const next = top.open.shift();
    if (next === undefined) {
      if (path.length > furthest.length) furthest = path.map((entry) => entry.step);
      path.pop();
    } else if (!seen.has(next.edge.target)) {
      seen.add(next.edge.target);
      enter({ nodeId: next.edge.target, via: next });
      if (graph.nodes.get(next.edge.target)?.type === "end") return path.map((entry) => entry.step);
    }
  }
  return furthest;
}

function smoothFirst(graph: Graph, nodeId: string): GraphEdge[] {
  const edges = graph.outgoing.get(nodeId) ?? [];
  const place = new Map(edges.map((edge, index) => [edge.id, index]));
  const rank = ({ edge }: GraphEdge) => (edge.condition.type === "silence" ? 2 : edge.condition.type === "time" ? 1 : 0);
  const ends = ({ edge }: GraphEdge) => Number(graph.nodes.get(edge.target)?.type === "end");
  return [...edges].sort(
    (a, b) => rank(a) - rank(b) || ends(a) - ends(b) || (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0) || compareIds(a.id, b.id),
  );
}
