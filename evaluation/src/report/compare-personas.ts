/**
 * How far one persona is from another on the same scenarios: each figure's difference, with an interval of its own. Scenarios are drawn in
 * pairs, so what is hard for both is in no way of the difference; two intervals that overlap can still be far apart.
 */
import { bootstrapInterval, FIGURES, type Figure, type Item, scoreItem, type Task } from "@duologue/metrics";
import type { Comparison, PersonaReport } from "./suite-report";

export interface ComparedSide {
  readonly report: Pick<PersonaReport, "name" | "scenarios">;
  /** its items by scenario */
  readonly items: ReadonlyMap<string, readonly Item[]>;
}

/** Differences are `other` less `base`; only scenarios that both played count. */
export function comparePersonas(base: ComparedSide, other: ComparedSide, seed: number): Comparison {
  const shared = base.report.scenarios.flatMap((scenario) => {
    const match = other.report.scenarios.find(({ id }) => id === scenario.id);
    return match ? [{ id: scenario.id, base: scenario.calls, other: match.calls }] : [];
  });
  const passed = (calls: PersonaReport["scenarios"][number]["calls"]) => calls.flatMap((call) => call.passed ?? []);
  const passRate = differ(
    shared.map((pair) => ({ base: passed(pair.base), other: passed(pair.other) })),
    (verdicts) => (verdicts.length === 0 ? null : verdicts.filter(Boolean).length / verdicts.length),
    "share",
    seed,
  );
  const figures = (Object.keys(FIGURES) as Task[]).flatMap((task) => compareTask(task, shared, base, other, seed));
  return { base: base.report.name, other: other.report.name, differences: [{ figure: "scenarios.passRate", ...passRate }, ...figures] };
}

function compareTask(
  task: Task,
  shared: readonly { id: string }[],
  base: ComparedSide,
  other: ComparedSide,
  seed: number,
): Comparison["differences"] {
  const scores = ({ items }: ComparedSide, id: string) =>
    (items.get(id) ?? []).filter((item) => item.task === task).map((item) => scoreItem(item).strict);
  const pairs = shared.map(({ id }) => ({ base: scores(base, id), other: scores(other, id) }));
  if (pairs.every((pair) => pair.base.length + pair.other.length === 0)) return [];
  return Object.entries(FIGURES[task].strict).map(([name, { unit, value }]) => ({
    figure: `${task}.strict.${name}`,
    ...differ(pairs, value as (scores: readonly unknown[]) => number | null, unit, seed),
  }));
}

interface Pair<T> {
  base: readonly T[];
  other: readonly T[];
}

function differ<T>(pairs: readonly Pair<T>[], value: (all: readonly T[]) => number | null, unit: Figure["unit"], seed: number): Figure {
  const filled = pairs.filter(({ base, other }) => base.length > 0 && other.length > 0);
  const difference = (sample: readonly Pair<T>[]) => {
    const before = value(sample.flatMap(({ base }) => base));
    const after = value(sample.flatMap(({ other }) => other));
    return before === null || after === null ? null : after - before;
  };
  const interval = bootstrapInterval(filled, difference, { seed });
  return { value: difference(filled), low: interval?.low ?? null, high: interval?.high ?? null, n: filled.length, unit };
}
