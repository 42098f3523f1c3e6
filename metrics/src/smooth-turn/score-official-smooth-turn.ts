import { checkLane, checkMoment } from "../lane/check-lane";
import type { Lane } from "../lane/lane";
import { requireWords } from "../lane/require-words";
import { judgeTakeOver } from "../take-over/judge-take-over";

export interface OfficialTurn {
  /** 1: the agent took the turn. Higher is better */
  takenOver: 0 | 1;
  /** end of the caller's turn → the agent's first word, never below 0; null where it did not take the turn */
  latencyMs: number | null;
}

/**
 * Full-Duplex-Bench v1, smooth turn-taking: the take-over rule over the whole output; the latency goes to the first word of all, and
 * one that came before the turn's end counts as 0 and as a success.
 */
export function scoreOfficialSmoothTurn(agent: Lane, turnEndMs: number): OfficialTurn {
  checkLane(agent, "agent");
  checkMoment(turnEndMs, "the end of the turn", agent.durationMs);
  const words = requireWords(agent);
  const takenOver = judgeTakeOver(words);
  const first = words[0];
  return { takenOver, latencyMs: takenOver && first ? Math.max(0, first.startMs - turnEndMs) : null };
}
