import { THRESHOLDS } from "@duologue/metrics";
import { FRAME_MS } from "@duologue/protocol";
import type { AgentHeard } from "./caller-state";

/** One voiced frame alone is a click. */
const START_FRAMES = 2;
/** As where utterances are measured: shorter silences are inside one. */
export const AGENT_STOP_MS = THRESHOLDS.joinAgentMs.value;

export interface AgentNews {
  agent: AgentHeard;
  started: boolean;
  stopped: boolean;
}

/** What one more frame of the agent means: it begins to speak, it has stopped, or neither. */
export function followAgent(before: AgentHeard, atMs: number, voiced: boolean): AgentNews {
  if (voiced) {
    const agent: AgentHeard = {
      startedAtMs: before.startedAtMs ?? atMs,
      voicedFrames: before.voicedFrames + 1,
      quietSinceMs: atMs + FRAME_MS,
    };
    return { agent, started: agent.voicedFrames === START_FRAMES, stopped: false };
  }
  if (before.startedAtMs === null || atMs + FRAME_MS - before.quietSinceMs <= AGENT_STOP_MS)
    return { agent: before, started: false, stopped: false };
  const stopped = before.voicedFrames >= START_FRAMES;
  return { agent: { ...before, startedAtMs: null, voicedFrames: 0 }, started: false, stopped };
}
