import type { Word } from "../lane/lane";
import { THRESHOLDS } from "../thresholds";

/**
 * Full-Duplex-Bench v1, take-over: 1 if these words took the turn, else 0. No words: 0. Words that span at least 1 s from the first
 * start to the last end: 1. A shorter span: 1 only with more than 3 words. (The paper says fewer than 2 words; the code says this.)
 */
export function judgeTakeOver(words: readonly Word[]): 0 | 1 {
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return 0;
  const spanMs = last.endMs - first.startMs;
  return spanMs >= THRESHOLDS.takeOverMinMs.value || words.length > THRESHOLDS.takeOverMaxWords.value ? 1 : 0;
}
