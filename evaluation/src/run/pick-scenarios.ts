import { listTasks } from "../score/list-tasks";
import type { Scenario } from "../suite/schema";
import type { LoadedSuite } from "./assemble-suite";
import { sha256 } from "./sha256";

/**
 * A part of a suite, which is another suite and says so by its hash: `how` names the part. Thresholds on tasks that do not occur in it are
 * left out.
 */
export function pickScenarios(loaded: LoadedSuite, isWanted: (scenario: Scenario) => boolean, how: string): LoadedSuite {
  const scenarios = loaded.suite.scenarios.filter(isWanted);
  const tasks: ReadonlySet<string> = listTasks(scenarios);
  const isOfPart = (figure: string) => figure.endsWith(".passRate") || tasks.has(figure.split(".")[0] as string);
  const thresholds = loaded.suite.thresholds.filter(({ figure }) => isOfPart(figure));
  return { ...loaded, suite: { ...loaded.suite, scenarios, thresholds }, sha256: sha256(`${loaded.sha256} only ${how}`) };
}
