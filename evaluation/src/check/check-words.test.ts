import { describe, expect, it, test } from "vitest";
import { check } from "../suite/schema";
import { checkWords, type WordsCheck } from "./check-words";
import { matchPhrase } from "./match-phrase";

const checkOf = (value: object) => check.parse(value) as WordsCheck;
const judge = (value: object, said: string) => checkWords(checkOf(value), said).status;

describe("a phrase", () => {
  test.each([
    ["regardless of capitals and punctuation", "Well: Good Morning, Sir!", "good morning", true],
    ["with apostrophes of any kind", "I’m sorry, I can't.", "im sorry", true],
    ["with accents or without", "A café in Zürich", "cafe in zurich", true],
    ["as whole words only", "We had a party", "art", false],
    ["not across other words", "good and new morning", "good morning", false],
    ["by regular expression over plain words", "That makes 45 dollars.", { regex: "\\b\\d+ dollars?\\b" }, true],
    ["and not where that does not match", "That makes nothing.", { regex: "\\b\\d+ dollars?\\b" }, false],
    ["never where it is only punctuation", "Anything.", "…", false],
  ])("is found %s", (_, text, phrase, found) => {
    expect(matchPhrase(text, phrase)).toBe(found);
  });
});

describe("words", () => {
  it("must hold one of the phrases, or every one", () => {
    const phrases = ["opening hours", "nine o'clock"];
    expect(judge({ type: "mustSay", phrases }, "We open at nine o'clock.")).toBe("passed");
    expect(judge({ type: "mustSay", phrases, all: true }, "We open at nine o'clock.")).toBe("failed");
    expect(checkWords(checkOf({ type: "mustSay", phrases, all: true }), "At nine o'clock.").detail).toBe(
      'expected "opening hours", received "At nine o\'clock."',
    );
    expect(checkWords(checkOf({ type: "mustSay", phrases }), "").detail).toBe(
      'expected one of "opening hours", "nine o\'clock", received nothing',
    );
  });

  it("must not hold any of the phrases", () => {
    expect(judge({ type: "mustNotSay", phrases: ["password"] }, "Tell me your password.")).toBe("failed");
    expect(judge({ type: "mustNotSay", phrases: ["password"] }, "Tell me your name.")).toBe("passed");
  });

  it("must give the right value, and not a wrong one beside it", () => {
    const slot = { type: "slot", slot: "time", values: ["three", { regex: "\\b15 00\\b" }], wrong: ["four"] };
    expect(judge(slot, "Come at three.")).toBe("passed");
    expect(judge(slot, "Come at 15:00.")).toBe("passed");
    expect(judge(slot, "Come at five.")).toBe("failed");
    expect(judge(slot, "At three, or at four.")).toBe("failed");
  });

  test.each([
    "I'm afraid that is outside of what I can do.",
    "We don't offer that here.",
    "Unfortunately, no.",
    "I cannot tell you that.",
    "That is not possible today.",
    "You won't be able to do so.",
  ])("refuse by %s", (said) => {
    expect(judge({ type: "refusal" }, said)).toBe("passed");
    expect(judge({ type: "refusal", expected: false }, said)).toBe("failed");
  });

  it("refuse in ways that a scenario knows, and not by talking of something else", () => {
    expect(judge({ type: "refusal" }, "Sure, I will do that right away.")).toBe("failed");
    expect(judge({ type: "refusal", phrases: ["ask the pharmacy"] }, "Please ask the pharmacy.")).toBe("passed");
    expect(judge({ type: "refusal", expected: false }, "Sure, I can do that.")).toBe("passed");
  });
});
