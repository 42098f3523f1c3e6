import { findUtterances, type Lanes, type Span, THRESHOLDS } from "@duologue/metrics";
import { cropLanes } from "./crop-lanes";

/**
 * Both lanes while a line is said, with what the agent began to say meanwhile to its own end: cut off with the line, a long utterance
 * would pass for a short one. What begins from 200 ms before the line's end on is the answer to it, and not in the picture.
 */
export function cropToLine(lanes: Lanes, line: Span): Lanes {
  const isMeanwhile = ({ startMs, endMs }: Span) => endMs > line.startMs && startMs < line.endMs - THRESHOLDS.earlyResponseMs.value;
  const kept = findUtterances(lanes.agent, "agent").filter(isMeanwhile);
  const isKept = ({ startMs, endMs }: Span) => kept.some((utterance) => startMs < utterance.endMs && endMs > utterance.startMs);
  const { agent, caller } = lanes;
  const window = { startMs: line.startMs, endMs: Math.max(line.endMs, ...kept.map(({ endMs }) => endMs)) };
  const own = caller.voice.filter(({ startMs }) => startMs < line.endMs);
  return cropLanes(
    {
      caller: { ...caller, voice: own },
      agent: { ...agent, voice: agent.voice.filter(isKept), ...(agent.words ? { words: agent.words.filter(isKept) } : {}) },
    },
    window,
  );
}
