import type { SpokenPiece } from "./read-timeline";

/** Pieces of a line by word: one that begins with white space begins a word, the others go on with the last. */
export function wordsOf(pieces: readonly SpokenPiece[]): SpokenPiece[][] {
  const words: SpokenPiece[][] = [];
  for (const piece of pieces) {
    const last = words.at(-1);
    if (last && !/^\s/.test(piece.text)) last.push(piece);
    else words.push([piece]);
  }
  return words;
}
