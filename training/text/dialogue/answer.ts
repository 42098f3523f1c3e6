import { expandPhrase } from "../expand-phrase.ts";
import { fillSlots } from "../fill-slots.ts";
import { finishSentence } from "../finish-sentence.ts";
import type { Random } from "../random.ts";
import type { Turn } from "./turn.ts";

/** One agent's turn after the caller's. */
export function answer(intent: string, phrases: readonly string[], slots: Record<string, string>, random: Random): Turn {
  return { who: "agent", say: [finishSentence(fillSlots(expandPhrase(random.pick(phrases), random), slots))], enter: "after", intent };
}
