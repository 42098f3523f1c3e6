import { expect, it } from "vitest";
import { choiceWords } from "./choice-words";

it("says what the buttons are for with each speaker, and to a caller on a link in words without flow or branch", () => {
  expect(choiceWords("rehearsal", true).meaning).toMatch(/^The rehearsal voice does not understand/);
  expect(choiceWords("native", true).meaning).toMatch(/^The model hears you, but the flow cannot tell/);
  for (const speaker of ["rehearsal", "native", null] as const) {
    const { lead, meaning } = choiceWords(speaker, false);
    expect(meaning).toBeNull();
    expect(lead).not.toMatch(/flow|branch|model|rehearsal/i);
  }
});
