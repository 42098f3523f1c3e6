import { checkLane, checkSpan } from "../lane/check-lane";
import type { Lane, Span } from "../lane/lane";
import { requireWords } from "../lane/require-words";
import type { OfficialTurn } from "../smooth-turn/score-official-smooth-turn";
import { judgeTakeOver } from "../take-over/judge-take-over";
import { cropWords } from "./crop-words";

/**
 * Full-Duplex-Bench v1, user interruption: the output is cut at the interruption's end and the take-over rule applied to what follows;
 * the latency goes from there to the first word. It is the onset of a reply, not the time to fall silent: an agent that talks on
 * through the interruption takes over after 0 ms.
 */
export function scoreOfficialInterruption(agent: Lane, interruption: Span): OfficialTurn {
  checkLane(agent, "agent");
  checkSpan(interruption, "the interruption", agent.durationMs);
  const words = cropWords(requireWords(agent), interruption.endMs);
  const takenOver = judgeTakeOver(words);
  const first = words[0];
  return { takenOver, latencyMs: takenOver && first ? Math.max(0, first.startMs - interruption.endMs) : null };
}
