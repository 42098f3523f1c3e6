import type { Random } from "./random";

/**
 * Phrase notation: `[a|b|]` is one of its alternatives (an empty one may be there, they nest), `{item}` is a slot that is
 * left for later, `/` is a place where a speaker may hesitate.
 */
type Part = string | Part[][];

function parse(phrase: string): Part[] {
  let at = 0;
  const sequence = (inside: boolean): Part[] => {
    const parts: Part[] = [];
    while (at < phrase.length) {
      const sign = phrase[at] as string;
      if (inside && (sign === "|" || sign === "]")) return parts;
      at++;
      if (sign === "[") parts.push(alternatives());
      else if (typeof parts.at(-1) === "string") parts[parts.length - 1] += sign;
      else parts.push(sign);
    }
    if (inside) throw new Error(`Phrase "${phrase}": expected "]" before its end`);
    return parts;
  };
  const alternatives = (): Part[][] => {
    const choices: Part[][] = [sequence(true)];
    while (phrase[at] === "|") {
      at++;
      choices.push(sequence(true));
    }
    at++;
    return choices;
  };
  return sequence(false);
}

const parsed = new Map<string, Part[]>();

function partsOf(phrase: string): Part[] {
  let parts = parsed.get(phrase);
  if (!parts) {
    parts = parse(phrase);
    parsed.set(phrase, parts);
  }
  return parts;
}

/** One expansion by chance; slots stay as they are. */
export function expandPhrase(phrase: string, random: Random): string {
  const say = (parts: Part[]): string => parts.map((part) => (typeof part === "string" ? part : say(random.pick(part)))).join("");
  return tidy(say(partsOf(phrase)));
}

/** Every expansion of a phrase, at most `limit`. */
export function allExpansions(phrase: string, limit = 2000): string[] {
  const every = (parts: Part[]): string[] =>
    parts.reduce<string[]>(
      (heads, part) => {
        const tails = typeof part === "string" ? [part] : part.flatMap(every);
        return heads.flatMap((head) => tails.map((tail) => head + tail)).slice(0, limit);
      },
      [""],
    );
  return [...new Set(every(partsOf(phrase)).map(tidy))];
}

function tidy(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/ ([,.?])/g, "$1")
    .trim();
}
