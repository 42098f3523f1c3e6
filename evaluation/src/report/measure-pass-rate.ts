import { allOrNoneInterval, bootstrapInterval, type Figure } from "@duologue/metrics";

/** Scenario by scenario, call by call: what passed. */
type Verdicts = readonly (readonly (readonly boolean[])[])[];

/** The mean over everything; a scenario is drawn whole for the interval. Where everything or nothing passed, as many calls bound it. */
export function measurePassRate(scenarios: Verdicts, seed: number): Figure {
  const filled = scenarios.map((calls) => calls.filter(({ length }) => length > 0)).filter(({ length }) => length > 0);
  const rate = (sample: Verdicts) => {
    const all = sample.flat(2);
    return all.length === 0 ? null : all.filter(Boolean).length / all.length;
  };
  const value = rate(filled);
  const exact = allOrNoneInterval(value, filled.flat().length);
  const interval = filled.length < 2 ? null : (exact ?? bootstrapInterval(filled, rate, { seed }));
  return { value, low: interval?.low ?? null, high: interval?.high ?? null, n: filled.flat(2).length, unit: "share" };
}
