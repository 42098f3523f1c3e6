import type { Graph } from "../flow/read-graph";
import type { DirectorProgram, ProgramEdge, ProgramNode } from "../program";
import type { FlowNode, PersonaDocument } from "../schema";
import type { VariableValues } from "./resolve-variables";
import { plainWords, splitSentences } from "./split-sentences";

const FRAME_MS = 80;

/**
 * The program the director runs: the flow without notes and without edges that lead nowhere, edges in order of evaluation,
 * spoken lines with their variables resolved (a sentence whose variable has no value is left unsaid). `start` is "" when
 * the flow has no start.
 */
export function buildProgram(document: PersonaDocument, graph: Graph, values: VariableValues): DirectorProgram {
  const nodes: Record<string, ProgramNode> = {};
  for (const [id, node] of graph.nodes) {
    const edges = (graph.outgoing.get(id) ?? []).map(({ id: edgeId, edge }): ProgramEdge => {
      return { id: edgeId, target: edge.target, label: edge.label, condition: edge.condition };
    });
    const built = buildNode(id, node, edges, (text) => spoken(text, values));
    if (built) nodes[id] = built;
  }
  return {
    version: 1,
    mode: document.engine.mode,
    start: graph.start ?? "",
    nodes,
    // 0 answers almost at once, 1 waits through long pauses: 400 … 1,440 ms, in whole frames
    patienceMs: wholeFrames(400 + 1_040 * document.duplex.patience),
    // 0 holds the floor, 1 gives it up at the first sound: 480 … 80 ms, in whole frames
    yieldMs: wholeFrames(480 - 400 * document.duplex.yield),
  };
}

function buildNode(id: string, node: FlowNode, edges: ProgramEdge[], speak: (text: string) => string): ProgramNode | null {
  switch (node.type) {
    case "start":
      return { kind: "start", id, edges };
    case "stage": {
      const sampleLines = node.data.sampleLines.map(speak).filter((line) => line !== "");
      return { kind: "stage", id, title: node.data.title, goal: speak(node.data.goal), sampleLines, edges };
    }
    case "say":
      return { kind: "say", id, title: node.data.title, text: speak(node.data.text), interruptible: node.data.interruptible, edges };
    case "end":
      return { kind: "end", id, title: node.data.title, goodbye: speak(node.data.goodbye) };
    case "note":
      return null;
  }
}

function spoken(text: string, values: VariableValues): string {
  const whole = values.resolve(plainWords(text));
  if (whole.missing.length === 0) return whole.text;
  const sayable = splitSentences(text).map((sentence) => values.resolve(sentence));
  return sayable.flatMap((sentence) => (sentence.missing.length === 0 ? [sentence.text] : [])).join(" ");
}

function wholeFrames(ms: number): number {
  return Math.floor(ms / FRAME_MS) * FRAME_MS;
}
