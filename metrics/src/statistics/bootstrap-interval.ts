import { refuseInput } from "../refuse-input";
import { THRESHOLDS } from "../thresholds";
import { createGenerator } from "./create-generator";
import { findQuantile } from "./find-quantile";

export interface IntervalOptions {
  seed: number;
  /** 0.95: between the 2.5th and the 97.5th percentile */
  level?: number;
  resamples?: number;
}

export interface Interval {
  low: number;
  high: number;
}

/**
 * Percentile bootstrap (Efron): draws as many items as there are, with replacement, `resamples` times, and takes the statistic of
 * each; the interval lies between the percentiles of those. Items are drawn whole, so what belongs to one stays together. Resamples
 * without the statistic (null) are left out. Null where fewer than two items are given: one says nothing of spread.
 */
export function bootstrapInterval<T>(
  items: readonly T[],
  statistic: (sample: readonly T[]) => number | null,
  options: IntervalOptions,
): Interval | null {
  const { seed, level = THRESHOLDS.intervalLevel.value, resamples = THRESHOLDS.intervalResamples.value } = options;
  if (!Number.isInteger(seed)) refuseInput("a whole number as seed", `${seed}`, "Choose one and note it beside the figures.");
  if (!(level > 0 && level < 1)) refuseInput("a level between 0 and 1", `${level}`, "Pass 0.95 for 95 %.");
  if (!Number.isInteger(resamples) || resamples < 1) refuseInput("1 resample or more", `${resamples}`, "2,000 is enough for two digits.");
  if (items.length < 2) return null;
  const next = createGenerator(seed);
  const sample = items.slice();
  const drawn: number[] = [];
  for (let round = 0; round < resamples; round++) {
    for (let k = 0; k < items.length; k++) sample[k] = items[Math.floor((next() / 2 ** 32) * items.length)] as T;
    const value = statistic(sample);
    if (value !== null) drawn.push(value);
  }
  const low = findQuantile(drawn, (1 - level) / 2);
  const high = findQuantile(drawn, (1 + level) / 2);
  return low === null || high === null ? null : { low, high };
}
