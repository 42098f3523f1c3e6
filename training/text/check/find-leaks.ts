import type { Dialogue } from "../dialogue/turn";
import { HELD_ROLES } from "../roles/held-roles";
import type { Sentence } from "../sentences/write-sentences";
import { FIRST_NAMES_BY_SPLIT, LAST_NAMES_BY_SPLIT } from "../slots/first-names";
import { ORGANISATION_WORDS_BY_SPLIT } from "../slots/organisation-words";

/** What may be spoken; a prompt may also have figures, amounts and colons. */
const SPOKEN = /^[A-Za-z' ,.?]+$/;
const PROMPT = /^[A-Za-z0-9$' ,.?:]+$/;

/** Looks for held-out names, words, businesses and phrasings in training, and for characters that are not to be read aloud. */
export function findLeaks(written: readonly { dialogue: Dialogue; phrasings: string[] }[], sentences: readonly Sentence[]) {
  const faults: string[] = [];
  const names = new Set([...FIRST_NAMES_BY_SPLIT.held, ...LAST_NAMES_BY_SPLIT.held]);
  const words = new Set(ORGANISATION_WORDS_BY_SPLIT.held);
  const kinds = new Set(HELD_ROLES.map(({ kind }) => kind));
  const heldPhrasings = new Set(written.filter(({ dialogue }) => dialogue.split === "held").flatMap(({ phrasings }) => phrasings));
  let texts = 0;
  const look = (text: string, where: string, train: boolean, characters = SPOKEN) => {
    texts++;
    if (!characters.test(text)) faults.push(`${where}: characters of "${text}"`);
    if (!train) return;
    for (const word of text.match(/[A-Z][a-z]+/g) ?? []) if (names.has(word)) faults.push(`${where}: the name ${word}`);
    for (const match of text.matchAll(/(?<=[a-z,] )[A-Z][a-z]+/g)) if (words.has(match[0])) faults.push(`${where}: the word ${match[0]}`);
  };
  for (const { text, split } of sentences) look(text, "sentence", split === "train");
  for (const { dialogue, phrasings } of written) {
    const train = dialogue.split === "train";
    look(dialogue.prompt, dialogue.id, train, PROMPT);
    for (const text of dialogue.turns.flatMap(({ say }) => say)) look(text, dialogue.id, train);
    if (!train) continue;
    if (kinds.has(dialogue.role)) faults.push(`${dialogue.id}: the business ${dialogue.role}`);
    for (const phrasing of phrasings) if (heldPhrasings.has(phrasing)) faults.push(`${dialogue.id}: the phrasing ${phrasing}`);
  }
  return { textsLookedAt: texts, heldNames: names.size, heldWords: words.size, heldPhrasings: heldPhrasings.size, faults };
}
