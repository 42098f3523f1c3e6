import type { Flow, FlowNode } from "@duologue/persona";
import { NODE_KINDS, nodePreview, nodeTitle } from "./node-kinds";

export interface FoundNode {
  id: string;
  node: FlowNode;
  title: string;
}

/** Nodes whose title, text or kind contain every word of the query; title matches first. An empty query finds all. */
export function findNodes(flow: Flow, query: string): FoundNode[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found: (FoundNode & { rank: number })[] = [];
  for (const [id, node] of Object.entries(flow.nodes)) {
    const title = nodeTitle(node);
    const sampleLines = node.type === "stage" ? node.data.sampleLines.join(" ") : "";
    const haystack = `${title} ${nodePreview(node)} ${sampleLines} ${NODE_KINDS[node.type].label}`.toLowerCase();
    if (!words.every((word) => haystack.includes(word))) continue;
    found.push({ id, node, title, rank: words.every((word) => title.toLowerCase().includes(word)) ? 0 : 1 });
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ rank: _, ...rest }) => rest);
}
