/** What compile and lint say about a persona: plain data for the compile panel, the problems list and the tests. */

export type TokenCounter = (text: string) => number;

/** A sentence of the prompt, linked to where it came from. */
export interface PromptSentence {
  text: string;
  /** where to jump: a node of the flow, or a field of the persona form */
  source: { kind: "node"; nodeId: string } | { kind: "identity" } | { kind: "fact"; factId: string } | { kind: "rule"; index: number };
  tokens: number;
}
export interface DroppedSentence extends PromptSentence {
  reason: "over_budget" | "duplicate" | "unresolved_variable" | "node_unreachable" | "too_many_rules";
  /** the reason in words for people */
  words: string;
}
export interface Problem {
  level: "error" | "warning";
  code:
    | "missing_start"
    | "several_starts"
    | "unreachable_node"
    | "loop_without_exit"
    | "empty_stage"
    | "empty_say"
    | "dead_end"
    | "missing_end"
    | "prompt_over_budget"
    | "identity_missing"
    | "outside_trained_style"
    | "say_too_long"
    | "edge_dangling"
    | "edge_into_start"
    | "edge_from_end"
    | "several_else"
    | "shadowed_edge"
    | "bad_regex"
    | "unresolved_variable"
    | "voice_without_consent"
    /** of a studio that knows its voices; the linter does not */
    | "voice_unusable"
    | "document_invalid";
  /** what is wrong and what to do */
  message: string;
  target: { kind: "node"; nodeId: string } | { kind: "edge"; edgeId: string } | { kind: "persona"; field: string };
}
export interface CompileResult {
  /** exactly what the model gets, tags included: "<system> … <system>" */
  prompt: string;
  promptSha256: string;
  sentences: PromptSentence[];
  dropped: DroppedSentence[];
  tokens: number;
  tokenLimit: number;
  /** false: `tokens` is an estimate, because no tokenizer file is present */
  exact: boolean;
  program: import("./program").DirectorProgram;
  problems: Problem[];
}
