import { expect, it } from "vitest";
import { wordsOf } from "./words-of";

it("keeps the pieces of a word together", () => {
  const said = ["Look", " after", " card", " s", "ecurity", "."].map((text, k) => ({ atMs: k * 80, text }));
  expect(wordsOf(said).map((word) => word.map(({ text }) => text).join(""))).toEqual(["Look", " after", " card", " security."]);
  expect(wordsOf([])).toEqual([]);
});
