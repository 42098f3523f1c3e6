/** How soon the persona answers, in words, for lists and pages alike. */
import type { CallMetrics } from "@duologue/protocol";
import { formatMs } from "./format";

/** One answer says nothing about how somebody answers. */
export const FEWEST_ANSWERS = 2;

/**
 * 400 → "400 ms"; −160, where the persona began before the caller had finished, → "160 ms early"; "–" without an answer, or with fewer
 * than two. `answers`: null where their number is not known.
 */
export function answerWords(medianMs: number | null, answers: number | null): string {
  if (medianMs === null || !Number.isFinite(medianMs) || (answers !== null && answers < FEWEST_ANSWERS)) return "–";
  return Math.round(medianMs) < 0 ? `${formatMs(-medianMs)} early` : formatMs(Math.abs(medianMs));
}

/** At most this many answers were in a call: each lies between a turn of the caller's and one of the persona's. */
export function mostAnswers({ turns }: Pick<CallMetrics, "turns">): number {
  return Math.min(turns.caller, turns.agent);
}
