/** One thing that was expected of a call, and what came of it. */
export interface CheckResult {
  /** unique in its scenario: "question: answers", "2 slot time" */
  readonly name: string;
  readonly kind: "behaviour" | "words" | "flow" | "latency" | "judge";
  /** leftOut: it could not be judged, and counts neither way */
  readonly status: "passed" | "failed" | "leftOut";
  /** expected what, received what; for a pass what was measured */
  readonly detail: string;
}
