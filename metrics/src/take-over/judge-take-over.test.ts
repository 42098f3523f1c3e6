/** One character is 80 ms; each run of one letter is a word. */
import { describe, expect, test } from "vitest";
import { drawLane } from "../../test/draw-lane";
import { laneOf, type Pair } from "../../test/lane-of";
import { judgeTakeOver } from "./judge-take-over";

const judge = (drawing: string) => judgeTakeOver(drawLane(drawing).words ?? []);
const judgeMs = (...words: Pair[]) => judgeTakeOver(laneOf(10_000, [], words).words ?? []);

describe("judgeTakeOver", () => {
  test("no word is no turn", () => {
    expect(judge("....######....")).toBe(0);
  });

  test("a span of 1 s is a turn, one of 999 ms with 3 words is none", () => {
    expect(judgeMs([500, 1_500])).toBe(1);
    expect(judgeMs([500, 800], [800, 900], [1_000, 1_499])).toBe(0);
  });

  test("4 words are a turn, however short", () => {
    // a b c: 3 words in 480 ms; a b c d: 4 words in 640 ms
    expect(judge("aabbcc..")).toBe(0);
    expect(judge("aabbccdd")).toBe(1);
  });

  test("two short words far apart span a turn: silence counts", () => {
    expect(judge("aa 20. bb")).toBe(1);
  });

  test("the span ends with the last word in the list, even where an earlier one overlaps it and lasts longer", () => {
    // 0 to 1,200 and 300 to 900: last end - first start = 900 ms
    expect(judgeMs([0, 1_200], [300, 900])).toBe(0);
  });
});
