import { type Lanes, THRESHOLDS } from "@duologue/metrics";
import type { PlayedResult } from "../call/call-result";
import { cropLanes } from "./crop-lanes";

/**
 * The lanes of a call without the caller's waiting before it hung up: where the agent spoke last and the caller hung up, 3 s after that.
 * What the script waits for is no dead air of the agent's.
 */
export function findConversation({ lanes, reason }: Pick<PlayedResult, "lanes" | "reason">): Lanes {
  const agentEndMs = lanes.agent.voice.at(-1)?.endMs ?? 0;
  const callerEndMs = lanes.caller.voice.at(-1)?.endMs ?? 0;
  if (reason !== "caller_hung_up" || agentEndMs <= callerEndMs) return lanes;
  const endMs = Math.min(lanes.agent.durationMs, agentEndMs + THRESHOLDS.deadAirMs.value);
  return cropLanes(lanes, { startMs: 0, endMs });
}
