/** Exact token counts come from the studio, later; the compiler wants a number now. This stands between the two. */
import type { TokenCounter } from "@duologue/persona";

const MAX_ENTRIES = 5_000;

export interface TokenCache {
  /** answers at once: the known count, else the estimate, and then remembers that it had to guess */
  count: TokenCounter;
  /** texts that were asked for and never counted by the studio */
  takeMissing: (limit: number) => string[];
  /** what the studio counted; exact false: it could only estimate too */
  learn: (texts: readonly string[], counts: readonly number[], exact: boolean) => void;
  /** the texts go back among the missing, for a later try */
  giveBack: (texts: readonly string[]) => void;
  /** starts a compile: forgets which guesses the last one made */
  begin: () => void;
  /** true when everything asked since `begin` was counted by the model's own tokenizer */
  wasExact: () => boolean;
}

export function createTokenCache(estimate: TokenCounter): TokenCache {
  const known = new Map<string, { count: number; exact: boolean }>();
  const missing = new Set<string>();
  let guessed = false;

  return {
    count(text) {
      const entry = known.get(text);
      if (!entry) {
        missing.add(text);
        guessed = true;
        return estimate(text);
      }
      if (!entry.exact) guessed = true;
      return entry.count;
    },
    takeMissing(limit) {
      const texts = [...missing].slice(0, limit);
      for (const text of texts) missing.delete(text);
      return texts;
    },
    learn(texts, counts, exact) {
      if (known.size + texts.length > MAX_ENTRIES) known.clear();
      texts.forEach((text, index) => {
        const count = counts[index];
        if (count !== undefined) known.set(text, { count, exact });
      });
    },
    giveBack(texts) {
      for (const text of texts) if (!known.has(text)) missing.add(text);
    },
    begin() {
      guessed = false;
      missing.clear();
    },
    wasExact: () => !guessed,
  };
}
