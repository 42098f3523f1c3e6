import type { Problem } from "../report";
import type { PersonaDocument } from "../schema";
import { findEndlessLoops } from "./find-endless-loops";
import { findShadowedEdges } from "./find-shadowed-edges";
import { lintEdges } from "./lint-edges";
import { lintNodes } from "./lint-nodes";
import { lintPersona } from "./lint-persona";
import { type Graph, readGraph } from "./read-graph";

/**
 * Every problem that shows without counting tokens: graph rules, edges, texts, identity, variables, voice. Errors stop a call,
 * warnings do not. In a stable order, each painted on the node, edge or field it belongs to. Never throws on a
 * schema-valid document.
 */
export function lintFlow(document: PersonaDocument): Problem[] {
  const graph = readGraph(document);
  const shadows = findShadowedEdges(graph);
  return [
    ...lintStarts(document),
    ...lintEnds(graph),
    ...lintPersona(document),
    ...lintNodes(document, graph),
    ...lintLoops(graph, new Set(shadows.map((shadow) => shadow.edgeId))),
    ...lintEdges(document, graph, shadows),
  ];
}

function lintStarts(document: PersonaDocument): Problem[] {
  const starts = Object.entries(document.flow.nodes).filter(([, node]) => node.type === "start");
  if (starts.length === 0) {
    const message = "The flow has no Start. Add a Start node and draw an edge to what the persona does first.";
    return [{ level: "error", code: "missing_start", message, target: { kind: "persona", field: "flow" } }];
  }
  if (starts.length === 1) return [];
  return starts.map(([nodeId]) => {
    const message = `The flow has ${starts.length} Start nodes. Keep one and delete the others.`;
    return { level: "error", code: "several_starts", message, target: { kind: "node", nodeId } };
  });
}

function lintEnds(graph: Graph): Problem[] {
  const ends = [...graph.nodes].filter(([, node]) => node.type === "end");
  if (ends.some(([id]) => graph.reachable.has(id)) || graph.start === null) return [];
  const message =
    ends.length === 0
      ? "The flow has no End, so only the caller can finish the call. Add an End node and draw an edge to it."
      : "No call can reach an End. Draw an edge to it from the last stage.";
  return [{ level: "warning", code: "missing_end", message, target: { kind: "persona", field: "flow" } }];
}

function lintLoops(graph: Graph, shadowed: ReadonlySet<string>): Problem[] {
  return findEndlessLoops(graph, shadowed).flatMap((members) =>
    members.map((nodeId): Problem => {
      const message =
        members.length === 1
          ? "This node only leads back to itself. Draw an edge that leads on to another node."
          : `A call can never leave this loop of ${members.length} nodes. Draw an edge from one of them to somewhere else, such as an End.`;
      return { level: "warning", code: "loop_without_exit", message, target: { kind: "node", nodeId } };
    }),
  );
}
