import type { SuiteReport } from "@duologue/evaluation/suites";
import type { Figure } from "@duologue/metrics";
import { expect, it } from "vitest";
import { comparisonGroups, judge, reachesEarly } from "./comparison-rows";

const difference = (value: number, low: number | null, high: number | null): Figure => ({ value, low, high, n: 9, unit: "share" });

it("calls a difference one only where its interval lies on one side of 0", () => {
  expect(judge(difference(0.2, -0.1, 0.4), "higher")).toBeNull();
  expect(judge(difference(0.2, 0.1, 0.4), "higher")).toBe("better");
  expect(judge(difference(0.2, 0.1, 0.4), "lower")).toBe("worse");
  expect(judge(difference(-0.2, -0.3, -0.1), "lower")).toBe("better");
  expect(judge(difference(0.2, 0.1, 0.4), null)).toBe("differs");
  expect(judge(difference(0.2, null, null), "higher")).toBeNull();
  expect(judge(null, "higher")).toBeNull();
});

it("calls none where so few scenarios stand behind it that all going one way is chance", () => {
  const certain = { value: 1, low: 1, high: 1, unit: "share" } as const;
  expect(judge({ ...certain, n: 5 }, "higher")).toBe("tooFew");
  expect(judge({ ...certain, n: 6 }, "higher")).toBe("better");
});

it("calls an answer neither better nor worse where one came before the caller had ended", () => {
  const answers = (name: string, value: number) =>
    ({
      name,
      conversation: { tasks: { call: { items: 9, officialItems: 0, strict: { responseMsMedian: { ...ofNine, value } }, official: {} } } },
    }) as unknown as SuiteReport["personas"][number];
  const ofNine: Figure = { value: null, low: null, high: null, n: 9, unit: "ms" };
  const verdictOf = (base: number, other: number) => {
    const value = other - base;
    const differences = [{ figure: "call.strict.responseMsMedian", value, low: value - 10, high: value + 10, n: 9, unit: "ms" as const }];
    const report = { personas: [answers("A", base), answers("B", other)], comparisons: [{ base: "A", other: "B", differences }] };
    return comparisonGroups(report, "strict")[0]?.rows[0]?.cells[1]?.verdict;
  };
  expect(verdictOf(400, 900)).toBe("worse");
  expect(verdictOf(-500, 900)).toBe("firstEarly");
  expect(verdictOf(400, -500)).toBe("early");
  expect(verdictOf(-100, -500)).toBe("early");
  expect(verdictOf(-5, 0), "a difference that may be chance").toBeNull();
});

it("knows a time whose interval reaches below 0, and no other figure", () => {
  const figure = (unit: Figure["unit"], value: number, low: number): Figure => ({ value, low, high: 900, n: 9, unit });
  expect(reachesEarly(figure("ms", -20, -80))).toBe(true);
  expect(reachesEarly(figure("ms", 20, -80))).toBe(true);
  expect(reachesEarly(figure("ms", 20, 0))).toBe(false);
  expect(reachesEarly(figure("share", 0.2, -0.1))).toBe(false);
  expect(reachesEarly(null)).toBe(false);
});
