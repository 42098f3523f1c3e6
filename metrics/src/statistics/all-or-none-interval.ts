import { refuseInput } from "../refuse-input";
import { THRESHOLDS } from "../thresholds";
import type { Interval } from "./bootstrap-interval";

/**
 * Exact binomial (Clopper-Pearson) interval of a share of which all or none of `trials` hit, where every draw of a bootstrap would be the
 * same. 0 of n: up to 1 - (α/2)^(1/n), α being 1 - level. It holds for the mean of measured shares that are all 0, or all 1, as well: no
 * more of it can be missing than cases that differ. Null where some hit and some did not, and for fewer than two trials, as there.
 */
export function allOrNoneInterval(
  share: number | null,
  trials: number,
  { level = THRESHOLDS.intervalLevel.value }: { level?: number } = {},
): Interval | null {
  if (!(level > 0 && level < 1)) refuseInput("a level between 0 and 1", `${level}`, "Pass 0.95 for 95 %.");
  if (trials < 2 || (share !== 0 && share !== 1)) return null;
  const bound = ((1 - level) / 2) ** (1 / trials);
  return share === 0 ? { low: 0, high: 1 - bound } : { low: bound, high: 1 };
}
