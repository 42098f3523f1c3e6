import { placeholdersIn } from "../compile/resolve-variables";
import type { Problem } from "../report";
import type { FlowNode, PersonaDocument } from "../schema";
import { compareIds } from "./compare-ids";
import type { Graph } from "./read-graph";

const SPEECH_WORDS_PER_SECOND = 2.5;
const LONGEST_LINE_SECONDS = 20;

/** Problems of single nodes, node by node in natural order: unreachable, dead end, empty, too long, unknown variables. */
export function lintNodes(document: PersonaDocument, graph: Graph): Problem[] {
  const ids = Object.keys(document.flow.nodes).sort(compareIds);
  return ids.flatMap((nodeId) => {
    const node = document.flow.nodes[nodeId];
    if (!node || node.type === "note") return [];
    const found: Omit<Problem, "target">[] = [...lintPlace(nodeId, node, graph), ...lintTexts(node), ...lintVariables(node, document)];
    return found.map((problem) => ({ ...problem, target: { kind: "node", nodeId } as const }));
  });
}

function lintPlace(nodeId: string, node: FlowNode, graph: Graph): Omit<Problem, "target">[] {
  if (graph.start !== null && !graph.reachable.has(nodeId) && node.type !== "start") {
    return [{ level: "warning", code: "unreachable_node", message: "No call can reach this node. Draw an edge to it, or delete it." }];
  }
  if (node.type === "end" || (graph.outgoing.get(nodeId)?.length ?? 0) > 0) return [];
  const message =
    node.type === "start"
      ? "Start leads nowhere. Draw an edge to what the persona does first."
      : "Nothing leads on from here. Draw an edge to the next node or to an End.";
  return [{ level: "warning", code: "dead_end", message }];
}

function lintTexts(node: FlowNode): Omit<Problem, "target">[] {
  const problems: Omit<Problem, "target">[] = [];
  if (node.type === "stage" && node.data.goal.trim() === "") {
    const message = "This stage has no goal. Write one sentence that tells the persona what to do here.";
    problems.push({ level: "warning", code: "empty_stage", message });
  }
  if (node.type === "say" && node.data.text.trim() === "") {
    problems.push({
      level: "warning",
      code: "empty_say",
      message: "This Say has no text. Write the line to be spoken, or delete the node.",
    });
  }
  for (const line of linesOf(node)) {
    const seconds = Math.round(line.split(/\s+/).filter(Boolean).length / SPEECH_WORDS_PER_SECOND);
    if (seconds <= LONGEST_LINE_SECONDS) continue;
    const message = `A line here takes about ${seconds} seconds to say. Split it or shorten it to ${LONGEST_LINE_SECONDS} seconds, some ${LONGEST_LINE_SECONDS * SPEECH_WORDS_PER_SECOND} words.`;
    problems.push({ level: "warning", code: "say_too_long", message });
  }
  return problems;
}

function lintVariables(node: FlowNode, document: PersonaDocument): Omit<Problem, "target">[] {
  const texts = node.type === "stage" ? [node.data.goal, ...linesOf(node)] : linesOf(node);
  return variableProblems(texts, document);
}

function linesOf(node: FlowNode): string[] {
  if (node.type === "say") return [node.data.text];
  if (node.type === "end") return [node.data.goodbye];
  return node.type === "stage" ? node.data.sampleLines : [];
}

/** One problem for each variable a set of texts uses that is unknown (error) or has no default (warning). */
export function variableProblems(texts: readonly string[], document: PersonaDocument): Omit<Problem, "target">[] {
  const names = [...new Set(texts.flatMap(placeholdersIn))];
  return names.flatMap((name): Omit<Problem, "target">[] => {
    const variable = Object.hasOwn(document.variables, name) ? document.variables[name] : undefined;
    if (!variable) {
      const message = `{{${name}}} is not a variable of this persona. Add it to the variables, or correct the name.`;
      return [{ level: "error", code: "unresolved_variable", message }];
    }
    if (variable.default.trim() !== "") return [];
    const message = `{{${name}}} has no default, so sentences with it are left out unless a call sets it. Give it a default.`;
    return [{ level: "warning", code: "unresolved_variable", message }];
  });
}
