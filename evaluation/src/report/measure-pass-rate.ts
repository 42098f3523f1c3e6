import { bootstrapInterval, type Figure } from "@duologue/metrics";

/** The mean over everything in all groups; a group (a scenario's calls) is drawn whole for the interval. */
export function measurePassRate(groups: readonly (readonly boolean[])[], seed: number): Figure {
  const filled = groups.filter(({ length }) => length > 0);
  const rate = (sample: readonly (readonly boolean[])[]) => {
    const all = sample.flat();
    return all.length === 0 ? null : all.filter(Boolean).length / all.length;
  };
  const interval = bootstrapInterval(filled, rate, { seed });
  return { value: rate(filled), low: interval?.low ?? null, high: interval?.high ?? null, n: filled.flat().length, unit: "share" };
}
