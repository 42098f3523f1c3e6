import type { Lane, Span, Word } from "../src/lane/lane";

export type Pair = readonly [startMs: number, endMs: number];

export const spanOf = ([startMs, endMs]: Pair): Span => ({ startMs, endMs });

/** A lane by numbers, for what a drawing of 80 ms a character is too coarse for; each word is a segment's, unless given. */
export function laneOf(durationMs: number, voice: readonly Pair[], words: readonly Pair[] = voice): Lane {
  return { durationMs, voice: voice.map(spanOf), words: words.map((pair): Word => ({ ...spanOf(pair), text: "w" })) };
}
