import { describe, expect, test } from "vitest";
import { edgeRange, keyTarget, moveEdge } from "./trim";

const whole = { startMs: 0, endMs: 10_000 };

describe("moveEdge", () => {
  test("moves one handle and leaves the other", () =>
    expect(moveEdge(whole, "start", 1_234.4, 10_000)).toEqual({ startMs: 1_234, endMs: 10_000 }));
  test("keeps two seconds between the handles", () => {
    expect(moveEdge(whole, "start", 9_500, 10_000).startMs).toBe(8_000);
    expect(moveEdge({ startMs: 3_000, endMs: 9_000 }, "end", 100, 10_000).endMs).toBe(5_000);
  });
  test("stays inside the recording", () => {
    expect(moveEdge(whole, "start", -50, 10_000).startMs).toBe(0);
    expect(moveEdge(whole, "end", 12_000, 10_000).endMs).toBe(10_000);
  });
  test("a recording shorter than two seconds stays whole", () =>
    expect(moveEdge({ startMs: 0, endMs: 1_500 }, "start", 700, 1_500)).toEqual({ startMs: 0, endMs: 1_500 }));
});

test("edgeRange tells how far a handle may go", () => {
  expect(edgeRange({ startMs: 1_000, endMs: 6_000 }, "start", 10_000)).toEqual({ lowestMs: 0, highestMs: 4_000 });
  expect(edgeRange({ startMs: 1_000, endMs: 6_000 }, "end", 10_000)).toEqual({ lowestMs: 3_000, highestMs: 10_000 });
});

test.each([
  ["ArrowRight", false, 1_050],
  ["ArrowLeft", false, 950],
  ["ArrowRight", true, 1_500],
  ["ArrowDown", true, 500],
  ["PageUp", false, 1_500],
  ["Home", false, 0],
  ["End", false, 4_000],
  ["a", false, null],
])("%s (shift %s) leads from 1000 to %s", (key, shift, target) =>
  expect(keyTarget(1_000, key, shift, { lowestMs: 0, highestMs: 4_000 })).toBe(target),
);
