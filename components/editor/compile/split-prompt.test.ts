import { describe, expect, it } from "vitest";
import { splitPrompt } from "./split-prompt";

describe("splitPrompt", () => {
  it("cuts at the sentences and loses no letter", () => {
    const prompt = "<system> You are A. Information: B is C. B is C. <system>";
    const parts = splitPrompt(prompt, [{ text: "You are A." }, { text: "B is C." }, { text: "B is C." }]);
    expect(parts.map((part) => part.text).join("")).toBe(prompt);
    expect(parts.filter((part) => part.sentence !== null).map((part) => part.sentence)).toEqual([0, 1, 2]);
  });
  it("leaves out a sentence that is not there", () => {
    expect(splitPrompt("abc", [{ text: "x" }, { text: "b" }])).toEqual([
      { text: "a", sentence: null, at: 0 },
      { text: "b", sentence: 1, at: 1 },
      { text: "c", sentence: null, at: 2 },
    ]);
  });
});
