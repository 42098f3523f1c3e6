import { readGraph } from "../flow/read-graph";
import type { DroppedSentence, PromptSentence } from "../report";
import type { PersonaDocument } from "../schema";
import { type CompileOptions, compilePrompt, namesOf } from "./compile-persona";
import { textsOf } from "./linearise-flow";
import type { SentenceGroup } from "./sentence-group";
import { sha256Hex } from "./sha256";
import { lowerFirst } from "./split-sentences";

/** The prompt that primes one stage in staged mode. */
export interface StagePrompt {
  prompt: string;
  promptSha256: string;
  sentences: PromptSentence[];
  dropped: DroppedSentence[];
  tokens: number;
}

/**
 * One prompt for each stage a call can reach: identity, this stage's goal, facts, rules, and one clause on what comes next.
 * Keyed by node id, in natural order. Deterministic; never throws on a schema-valid document.
 */
export function compileStages(document: PersonaDocument, options: CompileOptions = {}): Record<string, StagePrompt> {
  const graph = readGraph(document);
  const prompts: Record<string, StagePrompt> = {};
  for (const [nodeId, node] of graph.nodes) {
    if (node.type !== "stage" || !graph.reachable.has(nodeId)) continue;
    const source = { kind: "node", nodeId } as const;
    const goal: SentenceGroup = { source, category: "stage", sentences: textsOf(node, { speakLines: false }) };
    const { assembled, dropped } = compilePrompt(document, [goal], nextClause(document, nodeId), options);
    prompts[nodeId] = {
      prompt: assembled.prompt,
      promptSha256: sha256Hex(assembled.prompt),
      sentences: assembled.sentences,
      dropped: [...assembled.dropped, ...dropped],
      tokens: assembled.tokens,
    };
  }
  return prompts;
}

/** "Then …": the first sentence of what most likely follows, looking through lines that are only said. */
function nextClause(document: PersonaDocument, nodeId: string): SentenceGroup[] {
  const graph = readGraph(document);
  const seen = new Set([nodeId]);
  for (const id of seen) {
    for (const { edge } of graph.outgoing.get(id) ?? []) {
      const target = graph.nodes.get(edge.target);
      if (!target || seen.has(edge.target)) continue;
      const [first] = textsOf(target, { speakLines: false });
      if (first !== undefined) {
        const sentence = target.type === "end" ? first : `Then ${lowerFirst(first, namesOf(document))}`;
        return [{ source: { kind: "node", nodeId: edge.target }, category: "next", sentences: [sentence] }];
      }
      seen.add(edge.target);
    }
  }
  return [];
}
