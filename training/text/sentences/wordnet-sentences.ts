import { finishSentence } from "../finish-sentence";
import { hashText } from "../hash-text";
import { isCleanText } from "../slots/clean-words";
import type { WordnetEntry } from "./read-wordnet";

export const WORDS_MIN = 3;
export const WORDS_MAX = 14;
/** A word rarer than this in all of WordNet's examples and glosses is too odd to be read aloud. */
const COMMON_FROM = 3;

/** Whole sentences and short definitions out of WordNet: clean, of plain letters, of common words. */
export function wordnetSentences(entries: readonly WordnetEntry[]): string[] {
  const frequency = new Map<string, number>();
  for (const { examples, gloss } of entries) {
    for (const word of wordsOf([...examples, gloss].join(" "))) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const common = (text: string) => wordsOf(text).every((word) => (frequency.get(word) ?? 0) >= COMMON_FROM);
  const found = new Set<string>();
  for (const entry of entries) {
    for (const text of [...entry.examples.map((example) => sentenceOf(example, entry)), definitionOf(entry)]) {
      if (text && isReadable(text) && common(text)) found.add(finishSentence(text));
    }
  }
  return [...found];
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z']+/g) ?? [];

const PERSONAL = /^(i|you|he|she|it|we|they|there|don't|please|i'm|he's|she's|it's|we're|they're|let's|let) /i;
const QUESTION = /^(who|what|where|when|why|how|did|can|could|would|will|is|are|do|does|was|were|have|has|should|may) .*\?$/i;
const ORDER = /^do not /i;
const VERB =
  /\b(is|are|was|were|am|has|have|had|do|does|did|can|could|will|would|should|must|may|might|cannot|\w+n't|went|came|said|made|took|got|gave|saw|knew|thought|told|found|felt|ran|sat|stood|kept|held|brought|wrote|spoke|lost|met|fell|grew|drew|broke|drove|rose|threw|showed|wore|won|spent|slept|ate|drank|sang|began|became|bought|caught|taught|sold|sent|lay|shook|swam|flew|blew|wants|needs|likes|goes|comes|makes|takes|gives|looks|seems|feels|knows|thinks|says|lives|runs|keeps|gets|loves|tells|shows|means|costs|grows|moves|turns|holds|stands|lies|sits)\b/;
/** A past tense rather than an adjective: something follows that only a verb has after it, or nothing does. */
const PAST =
  /\w\w ([a-z]+ed)( (the|a|an|by|to|in|on|at|for|from|his|her|their|its|my|our|over|into|up|down|out|off|through|about|him|me|them|us|it|that|when|after|before|as)\b|[.]?$)/;

const AROUND = {
  a: ["it was", "this is", "that is", "it is", "there was", "we saw", "he described", "she mentioned"],
  the: ["I remember", "look at", "tell me about", "she described", "he mentioned", "do not forget"],
};

/** An example as a sentence: as it stands, as an order, or with a few words around it if it is a phrase such as "an able child". */
function sentenceOf(example: string, { part, lemma }: WordnetEntry): string | undefined {
  const text = example.replaceAll(";", ",").replace(/!$/, ".").replace(/,$/, "");
  if (PERSONAL.test(text) || QUESTION.test(text) || ORDER.test(text)) return text;
  const hasVerb = VERB.test(text) || PAST.test(text);
  if (hasVerb)
    return /^[A-Z]/.test(text) || /^(the|this|that|these|those|my|your|his|her|our|their|all|some|many|a|an) /.test(text)
      ? text
      : undefined;
  if (part === "verb" && text.toLowerCase().startsWith(`${lemma} `)) return text;
  const article = /^(an?|the) [a-z]/.exec(text)?.[1];
  if (!article || part === "verb" || /ing\b/.test(text.split(" ").slice(3).join(" ")) || text.split(" ").length > 8) return undefined;
  const before = article === "the" ? AROUND.the : AROUND.a;
  return `${before[hashText(text) % before.length]} ${text}`;
}

function definitionOf({ part, lemma, gloss }: WordnetEntry): string | undefined {
  if (!/^[a-z]{3,12}$/.test(lemma) || /^(of|relating|used|characteri|any of)/.test(gloss)) return undefined;
  if (part === "noun" && /^(a|an) [a-z]/.test(gloss)) return /s$/.test(lemma) ? undefined : `a ${lemma} is ${gloss}`;
  if (part === "verb" && /^[a-z]+ /.test(gloss) && !/^(be |the |a |to )/.test(gloss)) return `to ${lemma} is to ${gloss}`;
  if (part === "adj" && /^(not|having|full|very|without|easily|able|likely) /.test(gloss)) return `${lemma} means ${gloss}`;
  return undefined;
}

/** Capital letters that stand alone, other than "I" and "A", and small ones that are no word. */
const LONE_LETTER = /(?<![a-z'])([B-HJ-Z]|[b-hj-z])(?![a-z'])/i;

function isReadable(text: string): boolean {
  const words = text.split(" ").length;
  const plain = /^[A-Za-z' ,.?]+$/.test(text) && !/[.?]./.test(text) && !/[A-Z]{2,}|''|(^|\s)'|'(\s|$)/.test(text);
  return plain && !LONE_LETTER.test(text.replace(/\b[aAiI]\b/g, "")) && words >= WORDS_MIN && words <= WORDS_MAX && isCleanText(text);
}
