import type { FlowNode, PersonaDocument } from "../schema";
import { compareIds } from "./compare-ids";
import { type GraphEdge, orderEdges } from "./order-edges";

/** The flow as something to walk: notes and edges that lead nowhere are left out. */
export interface Graph {
  nodes: Map<string, FlowNode>;
  /** the first start node, by natural order of ids */
  start: string | null;
  /** outgoing edges of each node in order of evaluation */
  outgoing: Map<string, GraphEdge[]>;
  /** what a call can reach from the start */
  reachable: Set<string>;
}

/** Reads the flow of a document. Never throws; says nothing about problems (lintFlow does). */
export function readGraph(document: PersonaDocument): Graph {
  const ids = Object.keys(document.flow.nodes).sort(compareIds);
  const nodes = new Map<string, FlowNode>();
  for (const id of ids) {
    const node = document.flow.nodes[id];
    if (node && node.type !== "note") nodes.set(id, node);
  }
  const lists = new Map<string, GraphEdge[]>([...nodes.keys()].map((id) => [id, []]));
  for (const [id, edge] of Object.entries(document.flow.edges)) {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    if (source && target && source.type !== "end" && target.type !== "start") lists.get(edge.source)?.push({ id, edge });
  }
  const outgoing = new Map([...lists].map(([id, edges]) => [id, orderEdges(edges, nodes)]));
  const start = [...nodes].find(([, node]) => node.type === "start")?.[0] ?? null;
  return { nodes, start, outgoing, reachable: reach(start, outgoing) };
}

function reach(start: string | null, outgoing: Map<string, GraphEdge[]>): Set<string> {
  const seen = new Set<string>(start === null ? [] : [start]);
  for (const id of seen) for (const { edge } of outgoing.get(id) ?? []) seen.add(edge.target);
  return seen;
}
