import { ProtocolError } from "@duologue/protocol";
import type { LoadedSuite } from "../../evaluation/src/run/assemble-suite";
import { pickScenarios } from "../../evaluation/src/run/pick-scenarios";

/** Only scenarios whose id or category holds `only`. Throws `not_found` where there are none. */
export function chooseScenarios(loaded: LoadedSuite, only: string | null): LoadedSuite {
  if (only === null) return loaded;
  const part = pickScenarios(loaded, ({ id, category }) => id.includes(only) || category.includes(only), only);
  if (part.suite.scenarios.length === 0) {
    const categories = [...new Set(loaded.suite.scenarios.map(({ category }) => category))].join(", ");
    throw new ProtocolError("not_found", `Expected scenarios with ${only} in their id or category (${categories}), received none.`);
  }
  return part;
}
