import { THRESHOLDS } from "../thresholds";
import { joinSpans } from "./join-spans";
import type { Lane, Side, Span } from "./lane";

const JOIN_MS: Record<Side, number> = { caller: THRESHOLDS.joinCallerMs.value, agent: THRESHOLDS.joinAgentMs.value };

/** Voice joined over the short silences inside and between words: 600 ms for people, 500 ms for the agent (v1.5, timing). */
export function findUtterances(lane: Lane, side: Side): Span[] {
  return joinSpans(lane.voice, JOIN_MS[side]);
}
