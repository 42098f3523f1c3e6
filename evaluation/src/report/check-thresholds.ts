import type { Figure, Task } from "@duologue/metrics";
import type { Threshold } from "../suite/schema";
import type { PersonaReport, ThresholdResult } from "./suite-report";

/** A figure that has no value misses its threshold: nothing was measured, so nothing was shown. */
export function checkThresholds(
  thresholds: readonly Threshold[],
  report: Pick<PersonaReport, "passRate" | "conversation">,
): ThresholdResult[] {
  return thresholds.map(({ figure, min, max }) => {
    const value = findFigure(figure, report)?.value ?? null;
    const passed = value !== null && (min === undefined || value >= min) && (max === undefined || value <= max);
    return { figure, min: min ?? null, max: max ?? null, value, passed };
  });
}

/** Null where the task did not occur in the run. */
function findFigure(name: string, { passRate, conversation }: Pick<PersonaReport, "passRate" | "conversation">): Figure | null {
  if (name === "scenarios.passRate") return passRate.scenarios;
  if (name === "checks.passRate") return passRate.checks;
  const [task, version, figure] = name.split(".");
  const found = conversation.tasks[task as Task];
  return found && (version === "official" || version === "strict") ? (found[version][figure ?? ""] ?? null) : null;
}
