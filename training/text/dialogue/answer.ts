import { expandPhrase } from "../expand-phrase";
import { fillSlots } from "../fill-slots";
import { finishSentence } from "../finish-sentence";
import type { Random } from "../random";
import type { Turn } from "./turn";

/** One agent's turn after the caller's. */
export function answer(intent: string, phrases: readonly string[], slots: Record<string, string>, random: Random): Turn {
  return { who: "agent", say: [finishSentence(fillSlots(expandPhrase(random.pick(phrases), random), slots))], enter: "after", intent };
}
