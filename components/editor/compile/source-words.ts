import type { Flow } from "@duologue/persona";
import { nodeTitle } from "@/components/canvas/core/node-kinds";
import type { SentenceSource } from "../state/editor-store";

/** Where a sentence comes from, in words. */
export function sourceWords(source: SentenceSource, flow: Flow): string {
  switch (source.kind) {
    case "node": {
      const node = flow.nodes[source.nodeId];
      return node ? nodeTitle(node) : "a deleted node";
    }
    case "identity":
      return "Identity";
    case "fact":
      return "Facts";
    case "rule":
      return "Rules";
  }
}

export function sameSource(one: SentenceSource | null, other: SentenceSource | null): boolean {
  if (!one || !other) return false;
  if (one.kind === "node") return other.kind === "node" && one.nodeId === other.nodeId;
  if (one.kind === "fact") return other.kind === "fact" && one.factId === other.factId;
  if (one.kind === "rule") return other.kind === "rule" && one.index === other.index;
  return other.kind === "identity";
}
