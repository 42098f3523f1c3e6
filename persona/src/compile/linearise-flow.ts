import { findMainPath, type PathStep } from "../flow/find-main-path";
import type { GraphEdge } from "../flow/order-edges";
import type { Graph } from "../flow/read-graph";
import type { FlowEdge, FlowNode } from "../schema";
import { branchClause } from "./describe-condition";
import type { SentenceGroup } from "./sentence-group";
import { lowerFirst, plainWords, splitSentences } from "./split-sentences";

export interface LineariseOptions {
  /** true: Say and End lines are part of the prompt, because nobody forces them (single mode) */
  speakLines: boolean;
  /** words that keep their capital letter after "Then" */
  names: ReadonlySet<string>;
}

interface Step {
  nodeId: string;
  node: FlowNode;
  /** edges since the last step that is told in the prompt */
  chain: GraphEdge[];
  /** where the step stands among the others; steps of the main path count 0, 1, 2, … */
  place: number;
  main: boolean;
}

/**
 * Tells a flow in whole sentences: "First …. Then …. If they …, …. End by …". The main path in its order, each branch
 * right after the place where it forks off. Placeholders are left in; sentences stay grouped by node.
 */
export function lineariseFlow(graph: Graph, options: LineariseOptions): SentenceGroup[] {
  const path = findMainPath(graph);
  const steps = findSteps(graph, path, options);
  const mainCount = steps.filter((step) => step.main && step.node.type !== "end").length;
  const ids = path.map((step) => step.nodeId);
  let told = 0;
  return steps.flatMap((step): SentenceGroup[] => {
    const texts = textsOf(step.node, options);
    if (texts.length === 0) return [];
    const source = { kind: "node", nodeId: step.nodeId } as const;
    if (step.node.type === "end") return [{ source, category: "next", sentences: texts }];
    const opening = step.main ? mainOpening(graph, ids, step.chain, told, mainCount) : branchOpening(step.chain);
    if (step.main) told += 1;
    return [{ source, category: step.main ? "stage" : "next", sentences: opened(opening, texts, options.names) }];
  });
}

/** What a node contributes to the prompt, without any connecting word. */
export function textsOf(node: FlowNode, { speakLines }: Pick<LineariseOptions, "speakLines">): string[] {
  switch (node.type) {
    case "stage":
      return splitSentences(node.data.goal);
    case "say": {
      const text = quotable(node.data.text);
      return speakLines && text ? [`Say "${text}"`] : [];
    }
    case "end": {
      const goodbye = quotable(node.data.goodbye);
      if (!goodbye) return [];
      return [speakLines ? `End by saying "${goodbye}"` : "End by saying goodbye."];
    }
    default:
      return [];
  }
}

function findSteps(graph: Graph, path: readonly PathStep[], options: LineariseOptions): Step[] {
  const steps: Step[] = [];
  const seen = new Set(path.map((entry) => entry.nodeId));
  const queue: { nodeId: string; chain: GraphEdge[]; place: number }[] = [];
  let chain: GraphEdge[] = [];
  for (const [index, { nodeId, via }] of path.entries()) {
    const node = graph.nodes.get(nodeId);
    if (!node) continue;
    if (via) chain = [...chain, via];
    const tells = textsOf(node, options).length > 0;
    if (tells) steps.push({ nodeId, node, chain, place: index, main: true });
    if (tells) chain = [];
    queue.push({ nodeId, chain, place: index });
  }
  const ids = path.map((entry) => entry.nodeId);
  for (const { nodeId, chain: since, place } of queue) {
    for (const edge of graph.outgoing.get(nodeId) ?? []) {
      const target = graph.nodes.get(edge.edge.target);
      if (!target || seen.has(edge.edge.target)) continue;
      seen.add(edge.edge.target);
      const tells = target.type !== "end" && textsOf(target, options).length > 0;
      const link = [...since, edge];
      // a detour is told before the step it comes back to, another way after it
      const branch = Number.isInteger(place) ? place + (isDetour(graph, ids, edge.edge.target, place) ? 0.5 : 1.5) : place;
      if (tells) steps.push({ nodeId: edge.edge.target, node: target, chain: link, place: branch, main: false });
      queue.push({ nodeId: edge.edge.target, chain: tells ? [] : link, place: branch });
    }
  }
  const discovered = new Map(steps.map((step, index) => [step, index]));
  return steps.sort((a, b) => a.place - b.place || (discovered.get(a) ?? 0) - (discovered.get(b) ?? 0));
}

function mainOpening(graph: Graph, path: readonly string[], chain: readonly GraphEdge[], told: number, mainCount: number): string {
  const fork = chain.find(({ edge }) => edge.condition.type === "caller_choice" && forks(graph, path, edge));
  if (fork) return branchClause(fork.edge);
  if (told > 0) return "Then";
  return mainCount > 1 ? "First" : "";
}

/** What the caller says decides where the call goes: another answer leads elsewhere and not just back to the same step. */
function forks(graph: Graph, path: readonly string[], { source, target }: FlowEdge): boolean {
  const place = path.indexOf(source);
  return (graph.outgoing.get(source) ?? []).some(({ edge }) => {
    if (edge.target === target) return false;
    if (edge.condition.type === "caller_choice") return !isDetour(graph, path, edge.target, place);
    return edge.condition.type === "else" && endsElsewhere(graph, path, edge.target, place);
  });
}

/** Whether a branch that leaves the main path at `place` can end the call without its next step or an earlier one. */
function endsElsewhere(graph: Graph, path: readonly string[], branch: string, place: number): boolean {
  const steps = new Set(path.slice(0, place + 2));
  const seen = new Set(steps.has(branch) ? [] : [branch]);
  for (const id of seen) {
    if (graph.nodes.get(id)?.type === "end") return true;
    for (const { edge } of graph.outgoing.get(id) ?? []) if (!steps.has(edge.target)) seen.add(edge.target);
  }
  return false;
}

/** Whether a branch that leaves the main path at `place` leads to the very next step of it, or back to an earlier one. */
function isDetour(graph: Graph, path: readonly string[], branch: string, place: number): boolean {
  const before = new Set(path.slice(0, place + 1));
  if (before.has(branch)) return true;
  const seen = new Set([branch]);
  for (const id of seen) {
    if (id === path[place + 1]) return true;
    for (const { edge } of graph.outgoing.get(id) ?? []) if (!before.has(edge.target)) seen.add(edge.target);
  }
  return false;
}

function branchOpening(chain: readonly GraphEdge[]): string {
  const telling = chain.find(({ edge }) => edge.condition.type !== "always");
  return telling ? branchClause(telling.edge) : "Then";
}

function opened(opening: string, texts: readonly string[], names: ReadonlySet<string>): string[] {
  const [first = "", ...rest] = texts;
  if (opening === "" || (/^(?:First|Then|Next|Finally|If|Once|When)\b/.test(first) && !opening.endsWith(","))) return [first, ...rest];
  return [`${opening} ${lowerFirst(first, names)}`, ...rest];
}

/** A line as it stands inside quotation marks, ended by a mark. */
function quotable(text: string): string {
  const plain = plainWords(text).replace(/["“”]/g, "'");
  return plain === "" || /[.!?…]'?$/.test(plain) ? plain : `${plain}.`;
}
