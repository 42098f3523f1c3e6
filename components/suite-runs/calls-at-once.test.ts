import { expect, it } from "vitest";
import { proposeCallsAtOnce, roomWords } from "./calls-at-once";

it("proposes four calls at once, or as many as can be answered", () => {
  expect(proposeCallsAtOnce({ slots: 16, forRuns: 15 })).toBe(4);
  expect(proposeCallsAtOnce({ slots: 2, forRuns: 1 })).toBe(1);
  expect(proposeCallsAtOnce({ slots: 0, forRuns: 0 })).toBe(4);
  expect(proposeCallsAtOnce(null)).toBe(4);
});

it("says how many slots there are, and how many of them runs may take", () => {
  const speaker = {
    kind: "native" as const,
    title: "Small: mishears",
    description: "",
    model: "small",
    weightsSha256: null,
    device: "cpu",
  };
  expect(roomWords(speaker, { slots: 2, forRuns: 1 })).toBe("Small has 2 slots, 1 of them for runs");
  expect(roomWords(speaker, { slots: 1, forRuns: 1 })).toBe("Small has 1 slot");
});
