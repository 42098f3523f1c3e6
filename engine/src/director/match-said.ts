/** Does what the persona has said contain this? Phrases word by word, regular expressions under a time limit. */
import { createContext, Script } from "node:vm";

/** A pattern that backtracks without end would otherwise hold up every call of the engine. Far above what an honest one needs. */
const REGEX_LIMIT_MS = 200;
/** A busy machine may run out of time once by chance. */
const MAX_STRIKES = 3;
const context = createContext({ pattern: "", text: "" });
const script = new Script("new RegExp(pattern, 'iu').test(text)");
/** Patterns that do not compile or ran out of time, and how often; after three times they are never tried again. */
const strikes = new Map<string, number>();

/** Phrase: same words in the same order, whatever the case, the spacing and the punctuation between them. */
export function saidPhrase(text: string, phrase: string): boolean {
  const wanted = plainWords(phrase);
  return wanted !== " " && plainWords(text).includes(wanted);
}

/** Case-insensitive, Unicode. A broken or endless pattern never matches. */
export function saidPattern(text: string, pattern: string): boolean {
  if (pattern === "" || (strikes.get(pattern) ?? 0) >= MAX_STRIKES) return false;
  try {
    Object.assign(context, { pattern, text });
    return script.runInContext(context, { timeout: REGEX_LIMIT_MS }) === true;
  } catch {
    strikes.set(pattern, (strikes.get(pattern) ?? 0) + 1);
    return false;
  }
}

/** " good morning sanni ": words between single spaces, so that a word only matches whole. */
function plainWords(text: string): string {
  const words =
    text
      .toLowerCase()
      .replace(/’/g, "'")
      .match(/[\p{L}\p{N}']+/gu) ?? [];
  return ` ${words.join(" ")}${words.length > 0 ? " " : ""}`;
}
