/** One difference in meaning, for people. `before` and `after` are the texts that changed, where there are any. */
export interface Change {
  kind: "added" | "removed" | "changed";
  subject:
    | "meta"
    | "identity"
    | "fact"
    | "rule"
    | "variable"
    | "voice"
    | "engine"
    | "duplex"
    | "node"
    | "edge"
    | "layout"
    | "prompt"
    | "other";
  /** the id or name of the thing: node id, edge id, fact id, variable name, field name */
  id: string;
  /** a short sentence: "Goal of “Verify” changed" */
  message: string;
  before?: string;
  after?: string;
}
