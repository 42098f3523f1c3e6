import type { Problem } from "../report";
import type { FlowEdge, PersonaDocument } from "../schema";
import { compareIds } from "./compare-ids";
import type { Shadow } from "./find-shadowed-edges";
import type { Graph } from "./read-graph";

/** Problems of single edges, edge by edge in natural order. */
export function lintEdges(document: PersonaDocument, graph: Graph, shadows: readonly Shadow[]): Problem[] {
  const shadowOf = new Map(shadows.map((shadow) => [shadow.edgeId, shadow.byEdgeId]));
  const surplusElse = new Set(
    [...graph.outgoing.values()].flatMap((edges) => {
      return edges
        .filter(({ edge }) => edge.condition.type === "else")
        .slice(1)
        .map(({ id }) => id);
    }),
  );
  const ids = Object.keys(document.flow.edges).sort(compareIds);
  return ids.flatMap((edgeId) => {
    const edge = document.flow.edges[edgeId];
    if (!edge) return [];
    const found = lintPlace(edge, document);
    if (found.length === 0 && surplusElse.has(edgeId)) {
      found.push({
        level: "error",
        code: "several_else",
        message: "This node has more than one Else. Keep one and give this edge another condition.",
      });
    }
    const by = shadowOf.get(edgeId);
    if (found.length === 0 && by !== undefined) {
      const other = document.flow.edges[by]?.label.trim();
      const message = `This edge can never be taken: ${other ? `“${other}”` : "another edge of the node"} always comes first. Change its condition or its priority, or delete it.`;
      found.push({ level: "warning", code: "shadowed_edge", message });
    }
    found.push(...lintCondition(edge));
    return found.map((problem) => ({ ...problem, target: { kind: "edge", edgeId } as const }));
  });
}

function lintPlace(edge: FlowEdge, document: PersonaDocument): Omit<Problem, "target">[] {
  const { nodes } = document.flow;
  const source = Object.hasOwn(nodes, edge.source) ? nodes[edge.source] : undefined;
  const target = Object.hasOwn(nodes, edge.target) ? nodes[edge.target] : undefined;
  if (!source || !target) {
    const side = source ? "leads to" : "comes from";
    return [
      { level: "error", code: "edge_dangling", message: `This edge ${side} a node that does not exist. Delete it, or draw it again.` },
    ];
  }
  if (source.type === "note" || target.type === "note") {
    return [
      { level: "error", code: "edge_dangling", message: "Notes take no part in a call. Delete this edge, or draw it between other nodes." },
    ];
  }
  if (target.type === "start") {
    return [
      { level: "error", code: "edge_into_start", message: "Nothing may lead into Start. Draw the edge to the node after it instead." },
    ];
  }
  if (source.type === "end") {
    return [
      { level: "error", code: "edge_from_end", message: "The call is over at End. Delete this edge, or use a Say instead of the End." },
    ];
  }
  return [];
}

function lintCondition({ condition }: FlowEdge): Omit<Problem, "target">[] {
  if (condition.type !== "persona_said") return [];
  if (condition.value.trim() === "") {
    const message = "This edge waits for words of the persona but names none. Write the words to wait for.";
    return [{ level: "error", code: "bad_regex", message }];
  }
  if (condition.match !== "regex") return [];
  try {
    new RegExp(condition.value, "iu");
    return [];
  } catch {
    const message = "This pattern is not a valid regular expression. Correct it, or match a phrase instead.";
    return [{ level: "error", code: "bad_regex", message }];
  }
}
