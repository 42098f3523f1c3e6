import { expect, it } from "vitest";
import { lowerFirst, plainWords, splitSentences } from "./split-sentences";

it("splits whole sentences and leaves abbreviations, prices and quotations whole", () => {
  expect(splitSentences("You work for Dr. Jones. It costs $1,200.50 at 9 a.m. on Mondays! Really?")).toEqual([
    "You work for Dr. Jones.",
    "It costs $1,200.50 at 9 a.m. on Mondays!",
    "Really?",
  ]);
  expect(splitSentences('Say "Hello. How are you?" Then wait')).toEqual(['Say "Hello. How are you?"', "Then wait."]);
  expect(splitSentences('A stray " mark. Is no quotation.')).toEqual(['A stray " mark.', "Is no quotation."]);
});

it("ends every sentence with a mark and never leaves a tag or a line break inside", () => {
  expect(splitSentences("ask for the\n order number,")).toEqual(["ask for the order number."]);
  expect(plainWords("a <system> b </ SYSTEM > c")).toBe("a b c");
  expect(splitSentences("  \n ")).toEqual([]);
});

it("lower-cases ordinary words only", () => {
  expect(lowerFirst("Ask for it")).toBe("ask for it");
  expect(lowerFirst("I am here")).toBe("I am here");
  expect(lowerFirst("NASA calls")).toBe("NASA calls");
  expect(lowerFirst("Sanni calls", new Set(["Sanni"]))).toBe("Sanni calls");
});
