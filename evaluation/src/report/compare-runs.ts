/** Runs side by side: every persona of each, on the scenarios that all of them played and that play the same in all of them. */
import type { CallResult } from "../call/call-result";
import type { Suite } from "../suite/schema";
import { comparePersonas } from "./compare-personas";
import { reportPersona } from "./report-persona";
import type { Comparison, PersonaReport } from "./suite-report";

export interface ComparedRun {
  /** unique among them; stands before the names of its personas */
  readonly label: string;
  readonly suite: Suite;
  /** of each scenario by its id, what it plays: equal only where two runs play the same */
  readonly contents: ReadonlyMap<string, string>;
  readonly personas: readonly { name: string; sha256: string }[];
  readonly results: readonly CallResult[];
}

export interface RunsComparison {
  /** ids of the scenarios that count */
  shared: string[];
  /** "A · Wise teacher v3"; thresholds are left out, as they are the suite's and speak of all of it */
  personas: PersonaReport[];
  /** every further persona against the first of the first run */
  comparisons: Comparison[];
}

export function compareRuns(runs: readonly ComparedRun[]): RunsComparison {
  const [first, ...others] = runs;
  if (!first) return { shared: [], personas: [], comparisons: [] };
  const isShared = (id: string) => {
    const content = first.contents.get(id);
    return content !== undefined && others.every(({ contents }) => contents.get(id) === content);
  };
  const scenarios = first.suite.scenarios.filter(({ id }) => isShared(id));
  const suite: Suite = { ...first.suite, scenarios, thresholds: [] };
  const sides = runs.flatMap(({ label, personas, results }) =>
    personas.map((persona) => {
      const { report, items } = reportPersona(persona, suite, results);
      return { report: { ...report, name: nameColumn(label, persona.name) }, items };
    }),
  );
  const [base, ...further] = sides;
  return {
    shared: scenarios.map(({ id }) => id),
    personas: sides.map(({ report }) => report),
    comparisons: base ? further.map((other) => comparePersonas(base, other, suite.seed)) : [],
  };
}

export function nameColumn(label: string, persona: string): string {
  return `${label} · ${persona}`;
}
