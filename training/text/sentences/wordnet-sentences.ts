import { finishSentence } from "../finish-sentence.ts";
import { isCleanText } from "../slots/clean-words.ts";
import type { WordnetEntry } from "./read-wordnet.ts";

export const WORDS_MIN = 3;
export const WORDS_MAX = 14;
/** A word rarer than this in all of WordNet's examples is too odd to be read aloud. */
const COMMON_FROM = 2;

const SUBJECT =
  /^(i|you|he|she|it|we|they|the|this|that|these|those|my|your|his|her|our|their|there|who|what|where|when|why|how|don't|please|do|did|can|could|would|will|is|are|a|an) /;
const FINITE =
  /\b(is|are|was|were|am|has|have|had|do|does|did|can|could|will|would|should|must|may|might|don't|didn't|doesn't|won't|can't|isn't|wasn't|let|please|\w+ed|went|came|said|made|took|got|gave|saw|knew|thought|told|found|felt|left|put|set|ran|sat|stood|kept|held|brought|wrote|spoke|lost|paid|met|fell|grew|drew|broke|drove|rose|threw|showed|wore|won|cut|hit|let|read|spent|slept|ate|drank|sang|began|became|built|bought|caught|taught|sold|sent|led|lay|lit|shook|swam|flew|blew|wants|needs|likes|goes|comes|makes|takes|gives|looks|seems|feels|knows|thinks|says|works|plays|lives|runs|keeps|gets|loves|hates|tells|shows|means|costs|lasts|grows|moves|turns|holds|stands|lies|sits)\b/;

/** Whole sentences and short definitions out of WordNet: clean, of plain letters, of common words. */
export function wordnetSentences(entries: readonly WordnetEntry[]): string[] {
  const frequency = new Map<string, number>();
  for (const { examples, gloss } of entries) {
    for (const word of [...examples, gloss]
      .join(" ")
      .toLowerCase()
      .match(/[a-z']+/g) ?? [])
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const common = (text: string) => (text.toLowerCase().match(/[a-z']+/g) ?? []).every((word) => (frequency.get(word) ?? 0) >= COMMON_FROM);
  const found = new Set<string>();
  const add = (text: string | undefined) => {
    if (text && isReadable(text) && common(text)) found.add(finishSentence(text));
  };
  for (const entry of entries) {
    for (const example of entry.examples) add(sentenceOf(example));
    add(definitionOf(entry));
  }
  return [...found];
}

function sentenceOf(example: string): string | undefined {
  const text = example.replaceAll(";", ",").replace(/!$/, ".").replace(/,$/, "");
  const capital = /^[A-Z]/.test(text);
  if (!capital && !SUBJECT.test(text)) return undefined;
  return FINITE.test(text) ? text : undefined;
}

function definitionOf({ part, lemma, gloss }: WordnetEntry): string | undefined {
  if (!/^[a-z]{3,12}$/.test(lemma) || /^(of|relating|used|characteri|any of)/.test(gloss)) return undefined;
  if (part === "noun" && /^(a|an) [a-z]/.test(gloss)) return /s$/.test(lemma) ? undefined : `a ${lemma} is ${gloss}`;
  if (part === "verb" && /^[a-z]+ /.test(gloss) && !/^(be |the |a |to )/.test(gloss)) return `to ${lemma} is to ${gloss}`;
  if (part === "adj" && /^(not|having|full|very|without|easily|able|likely) /.test(gloss)) return `${lemma} means ${gloss}`;
  return undefined;
}

function isReadable(text: string): boolean {
  const words = text.split(" ").length;
  return (
    /^[A-Za-z' ,.?]+$/.test(text) &&
    !/[.?]./.test(text) &&
    !/\b[A-Z]{2,}|\b[A-Z]\b(?<!\bI|\bA)|''|\b[b-hj-zB-HJ-Z]\b(?<!')/.test(text) &&
    words >= WORDS_MIN &&
    words <= WORDS_MAX &&
    isCleanText(text)
  );
}
