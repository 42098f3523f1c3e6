import type { Figure } from "@duologue/metrics";
import { expect, it } from "vitest";
import { judge } from "./comparison-rows";

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
