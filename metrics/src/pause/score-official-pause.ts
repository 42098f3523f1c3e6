import { checkLane } from "../lane/check-lane";
import type { Lane } from "../lane/lane";
import { requireWords } from "../lane/require-words";
import { judgeTakeOver } from "../take-over/judge-take-over";

export interface OfficialPause {
  /** 1: the agent took the turn. Lower is better */
  takenOver: 0 | 1;
}

/**
 * Full-Duplex-Bench v1, pause handling: the take-over rule over the whole output, wherever in it the agent spoke. A greeting at the
 * start counts as well.
 */
export function scoreOfficialPause(agent: Lane): OfficialPause {
  checkLane(agent, "agent");
  return { takenOver: judgeTakeOver(requireWords(agent)) };
}
