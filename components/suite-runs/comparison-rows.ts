/** A report as rows: one figure for every persona, and how far each further one is from the first. */
import type { SuiteReport } from "@duologue/evaluation/suites";
import type { Figure } from "@duologue/metrics";
import { categoryWords } from "@/lib/shared/category-words";
import { type Better, figureWords, taskWords } from "./figure-words";

type Persona = SuiteReport["personas"][number];
/** a run's report, or several runs side by side */
export type ComparedReport = Pick<SuiteReport, "personas" | "comparisons">;
export type Verdict = "better" | "worse" | "differs" | "early" | "firstEarly" | "tooFew" | null;

/** With fewer pairs of scenarios all of them go one way by chance more often than once in 20: five in 1 of 16 draws, six in 1 of 32. */
export const FEWEST_PAIRS = 6;

export interface ComparisonCell {
  figure: Figure | null;
  /** against the first persona, where both played the same scenarios; null for the first itself */
  difference: Figure | null;
  /**
   * whether another draw of scenarios would show the difference as well; null: not, tooFew: nobody can tell; early, firstEarly: it would, but
   * this one, or the first, is an early start, which is no quick answer
   */
  verdict: Verdict;
}
export interface ComparisonRow {
  key: string;
  words: string;
  better: Better;
  cells: ComparisonCell[];
}
export interface ComparisonGroup {
  key: string;
  title: string;
  /** what stands behind its figures, where it is not plain */
  note: string | null;
  rows: ComparisonRow[];
}

export function comparisonGroups(report: ComparedReport, version: "strict" | "official"): ComparisonGroup[] {
  const { personas } = report;
  const tasks = [...new Set(personas.flatMap(({ conversation }) => Object.keys(conversation.tasks)))];
  const taskGroups = tasks.map((task): ComparisonGroup => {
    const find = (persona: Persona) => persona.conversation.tasks[task as keyof Persona["conversation"]["tasks"]];
    const figures = [...new Set(personas.flatMap((persona) => Object.keys(find(persona)?.[version] ?? {})))];
    const rows = figures.map((figure) =>
      rowOf(report, `${task}.${version}.${figure}`, (persona) => find(persona)?.[version][figure] ?? null),
    );
    const left = personas.reduce((sum, persona) => sum + ((find(persona)?.items ?? 0) - (find(persona)?.officialItems ?? 0)), 0);
    const note = version === "official" && left > 0 ? `${left} of the items could not be judged by this rule, as no text was kept.` : null;
    return { key: task, title: taskWords(task), note, rows: rows.filter(hasValue) };
  });
  return taskGroups.filter(({ rows }) => rows.length > 0);
}

/** How many calls and checks passed, in all and by category. */
export function passGroups(report: ComparedReport): ComparisonGroup[] {
  const categories = [...new Set(report.personas.flatMap((persona) => persona.categories.map(({ category }) => category)))];
  const named = (persona: Persona, category: string) => persona.categories.find((one) => one.category === category) ?? null;
  const all = [
    rowOf(report, "scenarios.passRate", ({ passRate }) => passRate.scenarios),
    rowOf(report, "checks.passRate", ({ passRate }) => passRate.checks),
  ];
  const byCategory = categories.map((category) => ({
    ...rowOf(report, `category ${category}`, (persona) => named(persona, category)?.scenarios ?? null),
    words: categoryWords(category),
    better: "higher" as const,
  }));
  return [
    { key: "all", title: "In all", note: null, rows: all.filter(hasValue) },
    ...(categories.length > 1
      ? [{ key: "categories", title: "Calls passed, by category", note: null, rows: byCategory.filter(hasValue) }]
      : []),
  ];
}

function rowOf(report: ComparedReport, key: string, pick: (persona: Persona) => Figure | null): ComparisonRow {
  const { words, better } = figureWords(key);
  const figures = report.personas.map(pick);
  const cells = report.personas.map((persona, k): ComparisonCell => {
    const figure = figures[k] ?? null;
    const difference =
      report.comparisons.find(({ other }) => other === persona.name)?.differences.find(({ figure: name }) => name === key) ?? null;
    return { figure, difference, verdict: judgeCell(difference, better, figure, figures[0] ?? null) };
  });
  return { key, words, better, cells };
}

/** A time below 0: the persona began before the caller had ended. */
export function isEarly(figure: Figure | null): boolean {
  return figure?.unit === "ms" && figure.value !== null && figure.value < 0;
}

/** Whether its value, or its interval, reaches into early starts. */
export function reachesEarly(figure: Figure | null): boolean {
  return isEarly(figure) || (figure?.unit === "ms" && figure.low !== null && figure.low < 0);
}

/** To begin before the caller has ended is not to be quick. */
function judgeCell(difference: Figure | null, better: Better, figure: Figure | null, first: Figure | null): Verdict {
  const verdict = judge(difference, better);
  if (verdict !== "better" && verdict !== "worse") return verdict;
  if (isEarly(figure)) return "early";
  return isEarly(first) ? "firstEarly" : verdict;
}

/** An interval on one side of 0, of enough scenarios. */
export function judge(difference: Figure | null, better: Better): Verdict {
  if (difference?.value == null || difference.low === null || difference.high === null) return null;
  if (difference.low <= 0 && difference.high >= 0) return null;
  if (difference.n < FEWEST_PAIRS) return "tooFew";
  if (better === null) return "differs";
  return difference.value > 0 === (better === "higher") ? "better" : "worse";
}

function hasValue({ cells }: ComparisonRow): boolean {
  return cells.some(({ figure }) => figure?.value != null);
}
