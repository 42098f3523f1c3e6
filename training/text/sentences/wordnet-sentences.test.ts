import { expect, it } from "vitest";
import { readWordnet, type WordnetEntry } from "./read-wordnet";
import { wordnetSentences } from "./wordnet-sentences";

/** An entry three times over, so that its words are common enough. */
const thrice = (entry: WordnetEntry): WordnetEntry[] => [entry, entry, entry];

it("takes whole sentences, orders and phrases with words around them, and leaves the rest", () => {
  const sentences = wordnetSentences([
    ...thrice({ part: "adj", lemma: "common", gloss: "it was this is that there we saw he described she mentioned", examples: [] }),
    ...thrice({
      part: "verb",
      lemma: "hold",
      gloss: "keep in one's hand",
      examples: ["hold the rope", "She holds the rope", "holding on"],
    }),
    ...thrice({ part: "adj", lemma: "able", gloss: "having skill", examples: ["an able child", "he killed the child"] }),
    ...thrice({ part: "noun", lemma: "rope", gloss: "a strong line", examples: ["the rope of 3 metres"] }),
  ]);
  expect(sentences).toContain("Hold the rope.");
  expect(sentences).toContain("She holds the rope.");
  expect(sentences).toContain("A rope is a strong line.");
  expect(sentences.some((text) => text.endsWith(" an able child."))).toBe(true);
  expect(sentences.some((text) => /holding on|killed|3/.test(text))).toBe(false);
});

it("names the package when the files are missing", () => {
  expect(() => readWordnet("/nowhere")).toThrow("apt-get install wordnet-base");
});
