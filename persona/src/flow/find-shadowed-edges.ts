import type { Condition } from "../schema";
import type { GraphEdge } from "./order-edges";
import type { Graph } from "./read-graph";

/** An edge that can never be taken, and the edge that always comes before it. */
export interface Shadow {
  edgeId: string;
  byEdgeId: string;
}

/**
 * Edges that another edge of the same node makes pointless: `always` leaves as soon as the line is finished, so what is tried
 * after it or needs the caller or a silence never happens; of two equal conditions only the first counts; of two silences or
 * clocks only the shorter.
 */
export function findShadowedEdges(graph: Graph): Shadow[] {
  const shadows: Shadow[] = [];
  for (const edges of graph.outgoing.values()) {
    for (const [index, later] of edges.entries()) {
      const by = edges.find((other, position) => other !== later && shadowed(later, index, other, position));
      if (by) shadows.push({ edgeId: later.id, byEdgeId: by.id });
    }
  }
  return shadows;
}

function shadowed(edge: GraphEdge, place: number, other: GraphEdge, otherPlace: number): boolean {
  const a = edge.edge.condition;
  const b = other.edge.condition;
  const first = otherPlace < place;
  // several `else` edges have a problem of their own
  if (a.type === "else" && b.type === "else") return false;
  if (b.type === "always") return a.type === "silence" || a.type === "else" || (a.type === "always" && first);
  if (a.type === "silence" && b.type === "silence") return a.ms > b.ms || (a.ms === b.ms && first);
  if (a.type === "time" && b.type === "time") return a.since === b.since && (a.ms > b.ms || (a.ms === b.ms && first));
  return first && sameCondition(a, b);
}

function sameCondition(a: Condition, b: Condition): boolean {
  if (a.type === "persona_said" && b.type === "persona_said") {
    return a.match === b.match && a.value.trim() !== "" && a.value.trim().toLowerCase() === b.value.trim().toLowerCase();
  }
  if (a.type === "caller_choice" && b.type === "caller_choice") {
    return a.value.trim() !== "" && a.value.trim().toLowerCase() === b.value.trim().toLowerCase();
  }
  return false;
}
