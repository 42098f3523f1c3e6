import { describe, expect, it } from "vitest";
import { sayableLine, sayableList, splitSentences, splitWords } from "./words";

describe("words of a line", () => {
  it("keeps words as written and gives the synthesiser plain ASCII", () => {
    const words = splitWords("“Crème brûlée” — that’s €3.50, isn’t it? 🙂");
    expect(words.map((word) => word.text)).toEqual(["“Crème", "brûlée”", "—", "that’s", "€3.50,", "isn’t", "it?", "🙂"]);
    expect(words.map((word) => word.sayable)).toEqual(['"Creme', 'brulee"', "", "that's", "3.50 euros,", "isn't", "it?", ""]);
    expect(sayableLine(words)).toBe("\"Creme brulee\" that's 3.50 euros, isn't it?");
  });

  it("lists the words one by one without the line's punctuation", () => {
    expect(sayableList(splitWords("Well, Dr. Jones paid $250."))).toBe("Well, Dr, Jones, paid, $250.");
  });

  it("cuts sentences, but not after titles and initials", () => {
    const sentences = splitSentences(splitWords("Hello, I am Dr. J. Jones. How are you? (Fine.) And"));
    expect(sentences.map((sentence) => sentence.map((word) => word.text).join(" "))).toEqual([
      "Hello, I am Dr. J. Jones.",
      "How are you?",
      "(Fine.)",
      "And",
    ]);
  });
});
