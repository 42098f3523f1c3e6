import { describe, expect, test } from "vitest";
import { refusalOf } from "../../test/refusal";
import { allOrNoneInterval } from "./all-or-none-interval";
import { bootstrapInterval } from "./bootstrap-interval";
import { createGenerator } from "./create-generator";
import { deriveSeed } from "./derive-seed";
import { findMean } from "./find-mean";
import { findQuantile } from "./find-quantile";

test("the generator gives Mulberry32's published sequence", () => {
  // seed 0 as the reference in C prints it: 0.26642920868471265, 0.0003297457005828619, 0.2232720274478197
  const next = createGenerator(0);
  expect([next(), next(), next()]).toEqual([1_144_304_738, 1_416_247, 958_946_056]);
});

test("a seed of its own for each name and each seed", () => {
  // FNV-1a of "a" by hand: (0x811c9dc5 xor 0x61) * 0x01000193 mod 2^32 = 0xe40c292c
  expect(deriveSeed(0, "a")).toBe(0xe40c292c);
  expect(new Set([deriveSeed(0, "a"), deriveSeed(1, "a"), deriveSeed(0, "b")]).size).toBe(3);
});

describe("quantiles and means", () => {
  test("between the two nearest ranks", () => {
    // sorted 10 20 40 80: the median lies half-way from 20 to 40; p90 at rank 2.7, 40 + 0.7 * 40
    expect(findQuantile([80, 10, 40, 20], 0.5)).toBe(30);
    expect(findQuantile([80, 10, 40, 20], 0.9)).toBeCloseTo(68, 10);
  });

  test("of one, and of nothing", () => {
    expect([findQuantile([7], 0.9), findQuantile([], 0.5), findMean([]), findMean([0, 1, 1, 0])]).toEqual([7, null, null, 0.5]);
  });
});

describe("bootstrapInterval", () => {
  const seed = 3;

  test("equal items have no spread; one item, or none, has no interval", () => {
    expect(bootstrapInterval([5, 5, 5], findMean, { seed })).toEqual({ low: 5, high: 5 });
    expect(bootstrapInterval([5], findMean, { seed })).toBeNull();
    expect(bootstrapInterval([], findMean, { seed })).toBeNull();
  });

  test("two items: resamples are 00, 01, 10 and 11, so 95 % of their means reach from 0 to 1", () => {
    expect(bootstrapInterval([0, 1], findMean, { seed })).toEqual({ low: 0, high: 1 });
  });

  test("the same in, the same out; another seed, another interval", () => {
    const values = Array.from({ length: 40 }, (_, k) => (k * 37) % 41);
    const median = (sample: readonly number[]) => findQuantile(sample, 0.5);
    expect(bootstrapInterval(values, median, { seed })).toEqual(bootstrapInterval(values, median, { seed }));
    expect(bootstrapInterval(values, findMean, { seed })).not.toEqual(bootstrapInterval(values, findMean, { seed: 4 }));
  });

  test("the interval of a rate is as wide as the normal approximation has it", () => {
    // 40 of 100: 0.4 ± 1.96 * sqrt(0.4 * 0.6 / 100) = 0.304 to 0.496
    const values = Array.from({ length: 100 }, (_, k) => (k < 40 ? 1 : 0));
    const interval = bootstrapInterval(values, findMean, { seed, resamples: 5_000 });
    expect(interval?.low).toBeGreaterThan(0.28);
    expect(interval?.low).toBeLessThan(0.33);
    expect(interval?.high).toBeGreaterThan(0.47);
    expect(interval?.high).toBeLessThan(0.52);
  });

  test("covers the true mean about as often as it says", () => {
    // 200 samples of 60 from 0 to 1 (mean 0.5): 95 % of 200 is 190; the percentile method is a little narrow
    const next = createGenerator(11);
    let covered = 0;
    for (let round = 0; round < 200; round++) {
      const values = Array.from({ length: 60 }, () => next() / 2 ** 32);
      const interval = bootstrapInterval(values, findMean, { seed: round, resamples: 400 });
      if (interval && interval.low <= 0.5 && interval.high >= 0.5) covered += 1;
    }
    expect(covered).toBeGreaterThan(178);
    expect(covered).toBeLessThan(200);
  });

  test("resamples without the statistic are left out", () => {
    const values = [null, 4, null];
    const mean = (sample: readonly (number | null)[]) => findMean(sample.filter((value) => value !== null));
    expect(bootstrapInterval(values, mean, { seed })).toEqual({ low: 4, high: 4 });
    expect(bootstrapInterval([null, null], mean, { seed })).toBeNull();
  });

  test("refuses what makes no sense", () => {
    expect(refusalOf(() => bootstrapInterval([1, 2], findMean, { seed: 0.5 }))).toContain("a whole number as seed");
    expect(refusalOf(() => bootstrapInterval([1, 2], findMean, { seed, level: 95 }))).toContain("Pass 0.95");
    expect(refusalOf(() => bootstrapInterval([1, 2], findMean, { seed, resamples: 0 }))).toContain("1 resample or more");
  });
});

describe("allOrNoneInterval", () => {
  test.each([
    // as R's binom.test(0, n)$conf.int prints them
    [2, 0.8418861],
    [10, 0.3084971],
    [20, 0.1684335],
    [21, 0.1610976],
    [100, 0.0362167],
  ])("none of %i: up to %f; all of them: the same from the other end", (trials, bound) => {
    const none = allOrNoneInterval(0, trials);
    expect(none?.low).toBe(0);
    expect(none?.high).toBeCloseTo(bound, 7);
    const all = allOrNoneInterval(1, trials);
    expect(all?.low).toBeCloseTo(1 - bound, 7);
    expect(all?.high).toBe(1);
  });

  test("at the bound, none would hit as rarely as the level has it on this side", () => {
    const bound = allOrNoneInterval(0, 7, { level: 0.8 })?.high ?? 0;
    expect((1 - bound) ** 7).toBeCloseTo(0.1, 12);
  });

  test("is none where some hit, or nothing was tried twice", () => {
    expect([0.5, null].map((share) => allOrNoneInterval(share, 9))).toEqual([null, null]);
    expect([0, 1].map((trials) => allOrNoneInterval(0, trials))).toEqual([null, null]);
    expect(refusalOf(() => allOrNoneInterval(0, 9, { level: 95 }))).toContain("Pass 0.95");
  });
});
