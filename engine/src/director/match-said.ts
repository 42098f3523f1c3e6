/** Does what the persona has said contain this? Phrases word by word, regular expressions under a time limit. */
import { createContext, Script } from "node:vm";

/** A pattern that backtracks without end would otherwise hold up every call of the engine. */
const REGEX_LIMIT_MS = 20;
const context = createContext({ pattern: "", text: "" });
const script = new Script("new RegExp(pattern, 'iu').test(text)");
/** Patterns that do not compile or that ran out of time: never tried again. */
const refused = new Set<string>();

/** Phrase: same words in the same order, whatever the case, the spacing and the punctuation between them. */
export function saidPhrase(text: string, phrase: string): boolean {
  const wanted = plainWords(phrase);
  return wanted !== " " && plainWords(text).includes(wanted);
}

/** Case-insensitive, Unicode. A broken or endless pattern never matches. */
export function saidPattern(text: string, pattern: string): boolean {
  if (pattern === "" || refused.has(pattern)) return false;
  try {
    Object.assign(context, { pattern, text });
    return script.runInContext(context, { timeout: REGEX_LIMIT_MS }) === true;
  } catch {
    refused.add(pattern);
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
