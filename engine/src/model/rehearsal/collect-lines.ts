/** Every line that a call may need, nearest first, so that it is synthesised ahead of need. */
import type { DirectorProgram, ProgramNode } from "@duologue/persona";

/** Lines of the nodes reached from `fromNodeId`, breadth first; each once. */
export function collectLines(program: DirectorProgram, fromNodeId: string): string[] {
  const lines = new Set<string>();
  const seen = new Set([fromNodeId]);
  const queue = [fromNodeId];
  for (let nodeId = queue.shift(); nodeId !== undefined; nodeId = queue.shift()) {
    const node = program.nodes[nodeId];
    if (!node) continue;
    for (const line of linesOf(node)) if (line.trim() !== "") lines.add(line.trim());
    for (const edge of node.kind === "end" ? [] : node.edges) {
      if (seen.has(edge.target)) continue;
      seen.add(edge.target);
      queue.push(edge.target);
    }
  }
  return [...lines];
}

function linesOf(node: ProgramNode): string[] {
  if (node.kind === "stage") return node.sampleLines;
  if (node.kind === "say") return [node.text];
  return node.kind === "end" ? [node.goodbye] : [];
}
