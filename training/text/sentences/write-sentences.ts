import { createRandom } from "../random";
import { FIRST_NAMES_BY_SPLIT, LAST_NAMES_BY_SPLIT } from "../slots/first-names";
import { ORGANISATION_WORDS_BY_SPLIT } from "../slots/organisation-words";
import { type Split, splitOf } from "../split-of";
import { templateSentence } from "./template-sentences";
import { WORDS_MAX, WORDS_MIN } from "./wordnet-sentences";

export type Sentence = { text: string; split: Split; source: "wordnet" | "template" };

const HELD_NAMES = new Set([...FIRST_NAMES_BY_SPLIT.held, ...LAST_NAMES_BY_SPLIT.held]);
const HELD_WORDS = new Set(ORGANISATION_WORDS_BY_SPLIT.held);
/** More of WordNet than the usual one in a hundred, so that there are enough plain sentences to measure speech by. */
const WORDNET_HELD_PERCENT = 4;

/** So many sentences in a hundred, and every one with a held-out name in it. */
function splitOfSentence(text: string, heldPercent: number): Split {
  const named = (text.match(/[A-Z][a-z]+/g) ?? []).some((word) => HELD_NAMES.has(word));
  const worded = (text.match(/(?<=[a-z,] )[A-Z][a-z]+/g) ?? []).some((word) => HELD_WORDS.has(word));
  return named || worded ? "held" : splitOf("sentence", text, heldPercent);
}

/** All sentences of WordNet, then sentences of our own until there are `count`, in an order of chance. */
export function writeSentences(seed: number, count: number, wordnet: readonly string[]): Sentence[] {
  const random = createRandom(seed ^ 0x5e17e2ce);
  const sentences = new Map<string, Sentence>();
  for (const text of wordnet) sentences.set(text, { text, split: splitOfSentence(text, WORDNET_HELD_PERCENT), source: "wordnet" });
  for (let tries = 0; sentences.size < count; tries++) {
    if (tries > count * 20)
      throw new Error(`Expected ${count} different sentences, received only ${sentences.size} in ${tries} tries; ask for fewer`);
    const ownSplit: Split = random.chance(0.01) ? "held" : "train";
    const text = templateSentence(random, ownSplit);
    const words = text.split(" ").length;
    if (words < WORDS_MIN || words > WORDS_MAX || sentences.has(text)) continue;
    sentences.set(text, { text, split: ownSplit === "held" ? "held" : splitOfSentence(text, 1), source: "template" });
  }
  const list = [...sentences.values()];
  for (let at = list.length - 1; at > 0; at--) {
    const other = random.int(0, at);
    [list[at], list[other]] = [list[other] as Sentence, list[at] as Sentence];
  }
  return list;
}
