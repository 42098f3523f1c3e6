/** A report in a few lines: the figures of each persona side by side, what failed, and whether the thresholds were kept. */
import type { Figure } from "@duologue/metrics";
import type { Comparison, PersonaReport, SuiteReport } from "../../evaluation/src/report/suite-report";
import { describeFailures } from "../../evaluation/src/report/write-junit";

const MOST_FAILURES = 20;

export function describeReport(report: SuiteReport): string {
  const { suite, build, speakers, personas } = report;
  const names = personas.map(({ name }) => name);
  const rows = [
    ["", ...names],
    ...rowsOf("scenarios passed", personas, ({ passRate }) => passRate.scenarios),
    ...rowsOf("checks passed", personas, ({ passRate }) => passRate.checks),
    ...figureRows(personas),
  ];
  const failures = personas.flatMap(describePersona);
  return [
    `${suite.title} (${suite.name}, ${suite.sha256.slice(0, 12)}), engine ${build.engine}, played by ${build.runner}`,
    ...speakers.map(({ title, model, weightsSha256 }) => `answered by: ${title} · ${model} · ${weightsSha256?.slice(0, 12) ?? "no hash"}`),
    "",
    ...table(rows),
    "",
    ...report.comparisons.flatMap(describeComparison),
    ...failures.slice(0, MOST_FAILURES),
    ...(failures.length > MOST_FAILURES ? [`… and ${failures.length - MOST_FAILURES} more; --out holds all of them`] : []),
    ...(failures.length > 0 ? [""] : []),
    ...personas.flatMap(({ name, thresholds }) =>
      thresholds.map(({ figure, min, max, value, passed }) => {
        const bounds = [min === null ? "" : `at least ${min}`, max === null ? "" : `at most ${max}`].filter((words) => words !== "");
        return `${passed ? "kept  " : "MISSED"} ${name}: ${figure} ${bounds.join(", ")}, is ${value === null ? "not known" : round(value)}`;
      }),
    ),
    report.passed ? "Passed." : "Failed.",
  ].join("\n");
}

/** Only what another draw of scenarios would show as well. */
function describeComparison({ base, other, differences }: Comparison): string[] {
  const clear = differences.filter(({ low, high }) => low !== null && high !== null && (low > 0 || high < 0));
  if (clear.length === 0) return [`${other} against ${base}: no difference that these scenarios could show`, ""];
  return [
    `${other} against ${base}, scenario by scenario:`,
    ...clear.map((figure) => `  ${figure.figure}  ${describeFigure(figure, true)}`),
    "",
  ];
}

function describePersona({ name, scenarios, failedCalls, disturbedCalls, unjudgedCalls }: PersonaReport): string[] {
  return [
    ...(failedCalls > 0 ? [`${name}: ${failedCalls} of the calls did not come about`] : []),
    ...(unjudgedCalls > 0 ? [`${name}: in ${unjudgedCalls} of the calls nothing could be judged; they count neither way`] : []),
    ...(disturbedCalls > 0
      ? [`${name}: in ${disturbedCalls} calls the machine was too slow for some of the caller's sound; use fewer --calls`]
      : []),
    ...scenarios
      .filter(({ passed }) => passed === false)
      .flatMap(({ id, calls }) => calls.flatMap(describeFailures).map((words) => `${name} · ${id} · ${words}`)),
  ];
}

/** Strict figures of every task that occurred; the official ones are in the report. */
function figureRows(personas: readonly PersonaReport[]): string[][] {
  const tasks = [
    ...new Set(personas.flatMap(({ conversation }) => Object.keys(conversation.tasks))),
  ] as (keyof PersonaReport["conversation"]["tasks"])[];
  return tasks.flatMap((task) => {
    const figures = [...new Set(personas.flatMap(({ conversation }) => Object.keys(conversation.tasks[task]?.strict ?? {})))];
    return figures.flatMap((figure) =>
      rowsOf(`${task}.strict.${figure}`, personas, ({ conversation }) => conversation.tasks[task]?.strict[figure] ?? null),
    );
  });
}

/** A row without any value is left out. */
function rowsOf(name: string, personas: readonly PersonaReport[], pick: (persona: PersonaReport) => Figure | null): string[][] {
  const figures = personas.map(pick);
  return figures.some((figure) => figure?.value != null) ? [[name, ...figures.map((figure) => describeFigure(figure))]] : [];
}

function describeFigure(figure: Figure | null, isSigned = false): string {
  if (figure?.value == null) return "–";
  const { value, low, high, n, unit } = figure;
  const interval = low === null || high === null ? "" : ` [${round(low)}, ${round(high)}]`;
  return `${isSigned && value > 0 ? "+" : ""}${round(value)}${unit === "ms" ? " ms" : ""}${interval} (${n})`;
}

function round(value: number): string {
  return Math.abs(value) >= 100 ? `${Math.round(value)}` : `${Number(value.toFixed(3))}`;
}

function table(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
