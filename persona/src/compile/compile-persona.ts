import { lintFlow } from "../flow/lint-flow";
import { type Graph, readGraph } from "../flow/read-graph";
import type { CompileResult, DroppedSentence, TokenCounter } from "../report";
import type { PersonaDocument } from "../schema";
import { type AssembledPrompt, assemblePrompt } from "./assemble-prompt";
import { budgetProblems } from "./budget-problems";
import { buildProgram } from "./build-program";
import { estimateTokens } from "./estimate-tokens";
import { gatherSentences } from "./gather-sentences";
import { lineariseFlow, textsOf } from "./linearise-flow";
import { variableValues } from "./resolve-variables";
import type { SentenceGroup } from "./sentence-group";
import { sha256Hex } from "./sha256";

export interface CompileOptions {
  /** default: the estimate */
  countTokens?: TokenCounter;
  /** true: `countTokens` is the model's own tokenizer; default: false */
  exact?: boolean;
  /** values of `{{name}}` at call start; default: the document's own defaults */
  variables?: Record<string, string>;
}

/**
 * Compiles a persona to the one prompt of a call, the director's program and a report. The prompt tells the whole flow along
 * its main path; in single mode it also holds the lines of Say and End, which the director speaks otherwise. Deterministic and
 * total: equal documents and counters give equal bytes, and no schema-valid document makes it throw.
 */
export function compilePersona(document: PersonaDocument, options: CompileOptions = {}): CompileResult {
  const graph = readGraph(document);
  const values = variableValues(document, options.variables);
  const flow = lineariseFlow(graph, { speakLines: document.engine.mode === "single", names: namesOf(document) });
  const { assembled, dropped } = compilePrompt(document, flow, [], options);
  return {
    prompt: assembled.prompt,
    promptSha256: sha256Hex(assembled.prompt),
    sentences: assembled.sentences,
    dropped: [...assembled.dropped, ...dropped, ...unreachableSentences(graph, options.countTokens ?? estimateTokens)],
    tokens: assembled.tokens,
    tokenLimit: document.engine.tokenLimit,
    exact: options.exact ?? false,
    program: buildProgram(document, graph, values),
    problems: [...lintFlow(document), ...budgetProblems(document, assembled)],
  };
}

/** One prompt out of a way of telling the flow. Shared by the whole-call prompt and the prompts of single stages. */
export function compilePrompt(
  document: PersonaDocument,
  flow: readonly SentenceGroup[],
  closing: readonly SentenceGroup[],
  options: CompileOptions,
): { assembled: AssembledPrompt; dropped: DroppedSentence[] } {
  const countTokens = options.countTokens ?? estimateTokens;
  const values = variableValues(document, options.variables);
  const gathered = gatherSentences(document, flow, closing, values, countTokens);
  const { tokenLimit } = document.engine;
  const assembled = assemblePrompt(gathered.groups, { countTokens, tokenLimit, markFacts: document.identity.family !== "casual" });
  return { assembled, dropped: gathered.dropped };
}

/** Words of the persona's own names, which keep their capital letter inside a sentence. */
export function namesOf(document: PersonaDocument): Set<string> {
  return new Set(`${document.identity.name} ${document.identity.organisation}`.split(/\s+/).filter((word) => word !== ""));
}

function unreachableSentences(graph: Graph, countTokens: TokenCounter): DroppedSentence[] {
  return [...graph.nodes].flatMap(([nodeId, node]) => {
    if (graph.reachable.has(nodeId) || node.type !== "stage") return [];
    return textsOf(node, { speakLines: false }).map((text): DroppedSentence => {
      const words = "Left out: no call can reach this stage. Draw an edge to it, or delete it.";
      return { text, source: { kind: "node", nodeId }, tokens: countTokens(text), reason: "node_unreachable", words };
    });
  });
}
