import { canonicalJson } from "@duologue/persona";
import { listSounds } from "../suite/list-sounds";
import type { Scenario, Suite } from "../suite/schema";
import { sha256 } from "./sha256";

/**
 * What each scenario plays and expects, by its id: its script and checks, its callers' voices, its own persona and its sounds. Two suites may
 * differ and hold a scenario that is the same. `nameSound` gives a sound by what it holds.
 */
export function hashScenarios(suite: Suite, nameSound: (wav: string) => string): Map<string, string> {
  return new Map(suite.scenarios.map((scenario) => [scenario.id, hashScenario(suite, scenario, nameSound)]));
}

function hashScenario({ callers, personas }: Suite, scenario: Scenario, nameSound: (wav: string) => string): string {
  const { title, category, ...content } = scenario;
  const voices = [scenario.caller, ...scenario.script.map(({ caller }) => caller)].map((name) =>
    name === undefined ? Object.values(callers)[0] : callers[name],
  );
  const persona = scenario.persona === undefined ? null : personas[scenario.persona];
  return sha256(canonicalJson({ content, voices, persona, sounds: listSounds({ scenarios: [scenario] }).map(nameSound) }));
}
