import { ProtocolError } from "@duologue/protocol";
import type { LoadedSuite } from "../../evaluation/src/run/load-suite";
import { sha256 } from "../../evaluation/src/run/sha256";

/** Only scenarios whose id or category holds `only`. A part of a suite is another suite, and says so by its hash. */
export function chooseScenarios(loaded: LoadedSuite, only: string | null): LoadedSuite {
  if (only === null) return loaded;
  const scenarios = loaded.suite.scenarios.filter(({ id, category }) => id.includes(only) || category.includes(only));
  if (scenarios.length === 0) {
    const categories = [...new Set(loaded.suite.scenarios.map(({ category }) => category))].join(", ");
    throw new ProtocolError("not_found", `Expected scenarios with ${only} in their id or category (${categories}), received none.`);
  }
  return { ...loaded, suite: { ...loaded.suite, scenarios }, sha256: sha256(`${loaded.sha256} only ${only}`) };
}
