import type { Phrase } from "../suite/schema";
import { normaliseWords } from "./normalise-words";

/** Whole words only: "art" is not in "party". A regular expression sees the text without capitals and punctuation. */
export function matchPhrase(text: string, phrase: Phrase): boolean {
  const words = normaliseWords(text);
  if (typeof phrase !== "string") return new RegExp(phrase.regex, "iu").test(words);
  const wanted = normaliseWords(phrase);
  return wanted !== "" && ` ${words} `.includes(` ${wanted} `);
}

/** For readers. */
export function describePhrase(phrase: Phrase): string {
  return typeof phrase === "string" ? `"${phrase}"` : `/${phrase.regex}/`;
}
