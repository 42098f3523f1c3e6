/** A line cut into the words that are shown and counted, and what of each the synthesiser can pronounce. */

export interface Word {
  /** as written, punctuation included */
  text: string;
  /** plain ASCII for the synthesiser; "" for a dash or an emoji */
  sayable: string;
}

/** Words are what stands between white space. */
export function splitWords(line: string): Word[] {
  return line
    .split(/\s+/)
    .filter((text) => text !== "")
    .map((text) => ({ text, sayable: toSayable(text) }));
}

function toSayable(word: string): string {
  const plain = word
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[‘’‛′]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[–—]/g, ",")
    .replace(/…/g, "...")
    .replace(/ß/g, "ss")
    .replace(/[æÆ]/g, "ae")
    .replace(/[øØ]/g, "o")
    .replace(/€(\d+(?:[.,]\d+)*)/g, "$1 euros")
    .replace(/£(\d+(?:[.,]\d+)*)/g, "$1 pounds")
    .replace(/&/g, " and ")
    .replace(/[^\x20-\x7e]/g, "")
    .trim();
  return /[a-z0-9]/i.test(plain) ? plain : "";
}

/** Titles and the like: their full stop ends no sentence. */
const ABBREVIATION = /^(mr|mrs|ms|dr|prof|st|jr|sr|vs|etc|no|dept|approx|e\.g|i\.e|[a-z])\.$/i;

/** Words sentence by sentence; each sentence has at least one word. */
export function splitSentences(words: Word[]): Word[][] {
  const sentences: Word[][] = [];
  let sentence: Word[] = [];
  for (const word of words) {
    sentence.push(word);
    if (/[.!?…]["'”’)]*$/.test(word.text) && !ABBREVIATION.test(word.sayable)) {
      sentences.push(sentence);
      sentence = [];
    }
  }
  if (sentence.length > 0) sentences.push(sentence);
  return sentences;
}

/** The whole sentence for the synthesiser; a silent word leaves its comma behind, so that a dash is still a pause. */
export function sayableLine(words: Word[]): string {
  return words
    .map((word) => word.sayable)
    .filter((sayable) => sayable !== "")
    .join(" ");
}

/** Each word on its own, a pause after each: used to learn which phones belong to which word. */
export function sayableList(words: Word[]): string {
  const bare = words.map((word) => word.sayable.replace(/^[^a-z0-9$]+|[^a-z0-9%]+$/gi, "")).filter((text) => text !== "");
  return `${bare.join(", ")}.`;
}
