import { findUtterances, type Lane, type Span, THRESHOLDS } from "@duologue/metrics";

/**
 * A line that falls into a breath of the agent's, between two sentences, falls into its speech: the span begins at the agent's last sound
 * then. Only silences of up to 500 ms are a breath; what the agent says after the line does not tell, as it may have given way.
 */
export function reachBack(agent: Lane, line: Span): Span {
  const last = findUtterances(agent, "agent").findLast(({ startMs }) => startMs < line.startMs);
  if (!last || last.endMs > line.startMs || line.startMs - last.endMs > THRESHOLDS.joinAgentMs.value) return line;
  return { startMs: last.endMs - 1, endMs: line.endMs };
}
