import { FIGURES } from "@duologue/metrics";
import { expect, it } from "vitest";
import { figureWords, formatDifference, formatFigure } from "./figure-words";

it("has words for every strict figure, and makes some for any other", () => {
  for (const [task, { strict }] of Object.entries(FIGURES)) {
    for (const figure of Object.keys(strict)) expect(figureWords(`${task}.strict.${figure}`).words).not.toMatch(/ ms | rate$/);
  }
  expect(figureWords("overlap.official.backgroundStopMsMean")).toEqual({ words: "background stop ms mean", better: null });
});

it("writes figures in their units, differences with their sign", () => {
  expect(formatFigure(0.25, "share")).toBe("25 %");
  expect(formatFigure(1_250, "ms")).toBe("1.25 s");
  expect(formatFigure(-400, "ms")).toBe("400 ms early");
  expect(formatFigure(0.01234, "perSecond")).toBe("0.0123");
  expect(formatFigure(null, "ms")).toBe("–");
  expect(formatDifference(-0.1, "share")).toBe("−10 %");
  expect(formatDifference(80, "ms")).toBe("+80 ms");
  expect(formatDifference(0, "ms")).toBe("±0 ms");
});
