import { describe, expect, it } from "vitest";
import { findWordOnsets, parsePhones } from "./word-onsets";

const LINE = parsePhones(
  "pau:0.200 g:0.280 uh:0.320 d:0.360 m:0.400 ao:0.500 r:0.560 n:0.640 ih:0.780 ng:0.900 pau:1.000 dh:1.040 ax:1.100 pau:1.300 ",
);

describe("word onsets", () => {
  it("finds the words by their phones, also where a vowel is spoken differently in the line", () => {
    const list = parsePhones("pau:0.2 g:0.3 uh:0.4 d:0.5 pau:0.7 m:0.8 ao:0.9 r:1.0 n:1.1 ih:1.2 ng:1.3 pau:1.5 dh:1.6 iy:1.7 pau:1.9 ");
    expect(findWordOnsets(LINE, list, [4, 7, 3])).toEqual([0.2, 0.36, 1.0]);
  });

  it("shares the phones by letters when the pauses do not tell the words apart", () => {
    const onsets = findWordOnsets(LINE, parsePhones("pau:0.2 g:0.3 uh:0.4 pau:0.7 "), [4, 7, 3]);
    expect(onsets[0]).toBe(0.2);
    expect(onsets).toEqual([...onsets].sort((a, b) => a - b));
    expect(onsets[2]).toBeGreaterThan(0.7);
  });

  it("gives every word an onset even when its phones are nowhere in the line", () => {
    const list = parsePhones("pau:0.2 g:0.3 uh:0.4 d:0.5 pau:0.7 z:0.8 pau:1.5 dh:1.6 ax:1.7 pau:1.9 ");
    const onsets = findWordOnsets(LINE, list, [4, 1, 3]);
    expect(onsets).toHaveLength(3);
    expect(onsets).toEqual([...onsets].sort((a, b) => a - b));
    expect(findWordOnsets([], list, [4, 1, 3])).toEqual([0, 0, 0]);
  });
});
