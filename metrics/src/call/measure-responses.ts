import type { Turn } from "./find-turns";

/** Response latencies in ms, one at each change of floor from caller to agent: signed, below 0 where the agent began before the caller had ended. */
export function measureResponses(turns: readonly Turn[]): number[] {
  return turns.flatMap((turn, k) => {
    const before = turns[k - 1];
    return turn.side === "agent" && before?.side === "caller" ? [turn.startMs - before.endMs] : [];
  });
}
