import { expect, test } from "vitest";
import { DUPLEX_ROWS, OVERLAP_ROWS, SERVICE_ROWS, VOICE_ROWS } from "./published-rows";

const named = <R extends { model: string }>(rows: readonly R[], model: string) => rows.find((row) => row.model === model);

test("the released checkpoint's row is the model card's", () => {
  expect(named(DUPLEX_ROWS, "PersonaPlex-7b-v1, released")).toMatchObject({
    source: "card",
    pauseSyntheticRate: 0.358,
    pauseCandorRate: 0.431,
    backchannelDivergence: 0.662,
    smoothTurnLatencyMs: 170,
    interruptionJudge: 4.29,
    interruptionLatencyMs: 240,
  });
});

test("rates are shares, and nobody is named twice in a table", () => {
  for (const rows of [DUPLEX_ROWS, OVERLAP_ROWS, SERVICE_ROWS, VOICE_ROWS]) {
    expect(new Set(rows.map(({ model }) => model)).size).toBe(rows.length);
  }
  for (const row of [...DUPLEX_ROWS, ...OVERLAP_ROWS]) {
    for (const [name, value] of Object.entries(row)) if (name.endsWith("Rate") && value !== null) expect(value).toBeLessThanOrEqual(1);
  }
});

test("a published mean is the mean of its questions, to the digits published", () => {
  // one decimal each: the mean of seven may be off by up to 0.05, and is rounded itself
  for (const { byQuestion, mean } of SERVICE_ROWS) {
    expect(Math.abs(byQuestion.reduce((sum, value) => sum + value, 0) / 7 - mean)).toBeLessThan(0.055);
  }
});
