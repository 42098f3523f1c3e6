/** Figures over items: what is picked from each, and what is made of all that was picked. */
import { findMean } from "../statistics/find-mean";
import { findQuantile } from "../statistics/find-quantile";

export type Unit = "share" | "ms" | "perSecond" | "perMinute" | "perCall" | "distance";

/** One figure with its interval; `n` values stand behind it. Null: nothing to measure, or (the bounds) fewer than two items with a value. */
export interface Figure {
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  unit: Unit;
}

export interface Statistic<S> {
  unit: Unit;
  value: (scores: readonly S[]) => number | null;
  n: (scores: readonly S[]) => number;
}

/** Nothing, one or several values of one item. */
export type Pick<S> = (score: S) => number | null | readonly number[];

/** The mean of all values picked; of yes and no, the rate. */
export function meanOf<S>(unit: Unit, pick: Pick<S>): Statistic<S> {
  return over(unit, pick, findMean);
}

/** 0.5: the median of all values picked. */
export function quantileOf<S>(unit: Unit, share: number, pick: Pick<S>): Statistic<S> {
  return over(unit, pick, (values) => findQuantile(values, share));
}

/** A rate of all parts in all wholes, so that an item with many counts for many. */
export function ratioOf<S>(unit: Unit, part: (score: S) => number, whole: (score: S) => number): Statistic<S> {
  const sum = (scores: readonly S[], pick: (score: S) => number) => scores.reduce((total, score) => total + pick(score), 0);
  return {
    unit,
    value: (scores) => {
      const all = sum(scores, whole);
      return all === 0 ? null : sum(scores, part) / all;
    },
    n: (scores) => sum(scores, whole),
  };
}

function over<S>(unit: Unit, pick: Pick<S>, fold: (values: readonly number[]) => number | null): Statistic<S> {
  const picked = (scores: readonly S[]) => scores.flatMap((score) => pick(score) ?? []);
  return { unit, value: (scores) => fold(picked(scores)), n: (scores) => picked(scores).length };
}
