import { expect, it } from "vitest";
import { estimateTokens } from "./estimate-tokens";

it("is nothing for nothing, grows with the text, and counts marks, digits and bytes", () => {
  expect(estimateTokens("")).toBe(0);
  expect(estimateTokens("the cat sat")).toBe(3);
  // ▁ 4 4 1 7
  expect(estimateTokens("4417")).toBe(5);
  expect(estimateTokens("Hello, you.")).toBe(4);
  expect(estimateTokens("日本")).toBe(6);
  expect(estimateTokens("🚀")).toBe(4);
  expect(estimateTokens("<system> <system>")).toBe(6);
});

it("gives prompts in the trained style a little over one piece a word", () => {
  const prompt = "You are a wise and friendly teacher. Answer questions or provide advice in a clear and engaging way.";
  const perWord = estimateTokens(prompt) / prompt.split(" ").length;
  expect(perWord).toBeGreaterThan(1.1);
  expect(perWord).toBeLessThan(1.5);
});
