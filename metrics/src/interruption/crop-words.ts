import type { Word } from "../lane/lane";

/** The words heard in a recording that begins at `fromMs`: one that is cut there begins there. Times stay on the old clock. */
export function cropWords(words: readonly Word[], fromMs: number): Word[] {
  return words.filter(({ endMs }) => endMs > fromMs).map((word) => ({ ...word, startMs: Math.max(word.startMs, fromMs) }));
}
