import { checkLane, checkSpan } from "../lane/check-lane";
import { findSpanAt } from "../lane/find-span-at";
import { findUtterances } from "../lane/find-utterances";
import type { Lane, Span } from "../lane/lane";
import { THRESHOLDS } from "../thresholds";

export type OverlapOutcome = "heldFloor" | "resumed" | "stopped" | "notSpeaking";

export interface StrictOverlap {
  outcome: OverlapOutcome;
  /** start of the sound → agent silent; null where it held the floor or was not speaking */
  stopMs: number | null;
  /** agent silent and the sound over → it speaks again; null where it did not */
  resumedAfterMs: number | null;
}

/**
 * What an agent did about a sound that did not want the floor: a backchannel, words to somebody else, voices in the background. It held
 * the floor if it went on for more than 320 ms after the sound. Otherwise it fell silent, and resumed if it spoke again within 1.5 s of
 * the later of the two ends. From sound alone a sentence that ended there anyway looks the same.
 */
export function scoreStrictOverlap(agent: Lane, sound: Span): StrictOverlap {
  checkLane(agent, "agent");
  checkSpan(sound, "the overlapping sound", agent.durationMs);
  const utterances = findUtterances(agent, "agent");
  const speaking = findSpanAt(utterances, sound.startMs);
  if (!speaking) return { outcome: "notSpeaking", stopMs: null, resumedAfterMs: null };
  if (speaking.endMs > sound.endMs + THRESHOLDS.goesOnMs.value) return { outcome: "heldFloor", stopMs: null, resumedAfterMs: null };
  const next = utterances[utterances.indexOf(speaking) + 1];
  const quietMs = Math.max(speaking.endMs, sound.endMs);
  const resumedAfterMs = next && next.startMs - quietMs <= THRESHOLDS.resumeWithinMs.value ? Math.max(0, next.startMs - quietMs) : null;
  return { outcome: resumedAfterMs === null ? "stopped" : "resumed", stopMs: speaking.endMs - sound.startMs, resumedAfterMs };
}
