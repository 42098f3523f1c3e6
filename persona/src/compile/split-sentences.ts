const ABBREVIATION = /(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|vs|etc|e\.g|i\.e|Inc|Ltd|Co|Jr|Sr|approx)|\b\p{Lu}|\b[ap]\.m)\.$/u;
const TAG = /<\s*\/?\s*system\s*>/gi;

/** One line of plain words: no line breaks, no doubled spaces, and never a `<system>` tag of its own. */
export function plainWords(text: string): string {
  return text.replace(TAG, " ").replace(/\s+/g, " ").trim();
}

/**
 * Splits a text into whole sentences, each ending in a mark; "Dr. Jones", "$1,200.50" and "9 a.m." stay whole.
 * Text in quotation marks is never split.
 */
export function splitSentences(text: string): string[] {
  const words = plainWords(text).split(" ");
  // a mark that is never closed quotes nothing
  const quotes = words.filter(toggles).length % 2 === 0;
  const sentences: string[] = [];
  let current: string[] = [];
  let quoted = false;
  for (const word of words) {
    if (word === "") continue;
    current.push(word);
    if (quotes && toggles(word)) quoted = !quoted;
    const ends = /[.!?…]["'”’)\]]*$/.test(word) && !ABBREVIATION.test(word);
    if (ends && !quoted) {
      sentences.push(current.join(" "));
      current = [];
    }
  }
  if (current.length > 0) sentences.push(finished(current.join(" ")));
  return sentences;
}

function toggles(word: string): boolean {
  return (word.match(/["“”]/g)?.length ?? 0) % 2 === 1;
}

/** Ends a sentence with a mark if it has none. */
export function finished(sentence: string): string {
  if (/[.!?…]["'”’)\]]*$/.test(sentence)) return sentence;
  return `${sentence.replace(/[\s,;:–-]+$/, "")}.`;
}

/** Lower-cases the first letter of an ordinary word ("Ask for it" → "ask for it"); "I", "NASA" and names in `keep` stay. */
export function lowerFirst(text: string, keep: ReadonlySet<string> = new Set()): string {
  const first = text.match(/^[\p{L}']+/u)?.[0] ?? "";
  if (first === "I" || first.startsWith("I'") || keep.has(first) || !/^\p{Lu}\p{Ll}/u.test(first)) {
    return first === "A" ? `a${text.slice(1)}` : text;
  }
  return text.charAt(0).toLowerCase() + text.slice(1);
}
