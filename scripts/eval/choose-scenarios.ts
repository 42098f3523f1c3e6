import { ProtocolError } from "@duologue/protocol";
import type { LoadedSuite } from "../../evaluation/src/run/load-suite";
import { sha256 } from "../../evaluation/src/run/sha256";
import { listTasks } from "../../evaluation/src/score/list-tasks";

/**
 * Only scenarios whose id or category holds `only`. A part of a suite is another suite, and says so by its hash. Thresholds on tasks that
 * do not occur in the part are left out.
 */
export function chooseScenarios(loaded: LoadedSuite, only: string | null): LoadedSuite {
  if (only === null) return loaded;
  const scenarios = loaded.suite.scenarios.filter(({ id, category }) => id.includes(only) || category.includes(only));
  if (scenarios.length === 0) {
    const categories = [...new Set(loaded.suite.scenarios.map(({ category }) => category))].join(", ");
    throw new ProtocolError("not_found", `Expected scenarios with ${only} in their id or category (${categories}), received none.`);
  }
  const tasks: ReadonlySet<string> = listTasks(scenarios);
  const isOfPart = (figure: string) => figure.endsWith(".passRate") || tasks.has(figure.split(".")[0] as string);
  const thresholds = loaded.suite.thresholds.filter(({ figure }) => isOfPart(figure));
  return { ...loaded, suite: { ...loaded.suite, scenarios, thresholds }, sha256: sha256(`${loaded.sha256} only ${only}`) };
}
