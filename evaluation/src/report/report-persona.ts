/** One persona's part of a report: its calls scenario by scenario, its rates and its figures. */
import { buildReport, type Item, measureCall } from "@duologue/metrics";
import { type CallResult, resultId } from "../call/call-result";
import { findAgentWords } from "../check/agent-words";
import { runChecks } from "../check/run-checks";
import { buildItems } from "../score/build-items";
import { findConversation } from "../score/find-conversation";
import type { Scenario, Suite } from "../suite/schema";
import { checkThresholds } from "./check-thresholds";
import { measurePassRate } from "./measure-pass-rate";
import type { CallReport, PersonaReport, ScenarioReport } from "./suite-report";

export interface ReportedPersona {
  readonly report: PersonaReport;
  /** what its figures are made of, by scenario */
  readonly items: ReadonlyMap<string, readonly Item[]>;
}

/** Of results in any order; those of other personas and scenarios are ignored. */
export function reportPersona(persona: { name: string; sha256: string }, suite: Suite, results: readonly CallResult[]): ReportedPersona {
  const known = new Set(suite.scenarios.map(({ id }) => id));
  const own = results
    .filter((result) => result.persona === persona.name && known.has(result.scenario))
    .sort((a, b) => (resultId(a) < resultId(b) ? -1 : 1));
  const items = findItems(suite, own);
  return { report: report(persona, suite, own, [...items.values()].flat()), items };
}

function report(
  persona: { name: string; sha256: string },
  suite: Suite,
  results: readonly CallResult[],
  items: readonly Item[],
): PersonaReport {
  const scenarios = suite.scenarios.flatMap((scenario): ScenarioReport[] => {
    const calls = results
      .filter((result) => result.scenario === scenario.id)
      .sort((a, b) => a.repeat - b.repeat)
      .map((result) => reportCall(scenario, result));
    const { id, title, category } = scenario;
    return calls.length === 0 ? [] : [{ id, title, category, passed: joinVerdicts(calls.map(({ passed }) => passed)), calls }];
  });
  const passRate = ratesOf(scenarios, suite.seed);
  const conversation = buildReport(items, { seed: suite.seed });
  return {
    ...persona,
    calls: results.length,
    failedCalls: results.filter(({ outcome }) => outcome === "failed").length,
    disturbedCalls: results.filter((result) => result.outcome === "played" && result.lostFrames > 0).length,
    unjudgedCalls: scenarios.flatMap(({ calls }) => calls).filter(({ passed }) => passed === null).length,
    passRate,
    categories: [...new Set(scenarios.map(({ category }) => category))].map((category) => ({
      category,
      ...ratesOf(
        scenarios.filter((scenario) => scenario.category === category),
        suite.seed,
      ),
    })),
    conversation,
    thresholds: checkThresholds(suite.thresholds, { passRate, conversation }),
    scenarios,
  };
}

function reportCall(scenario: Scenario, result: CallResult): CallReport {
  const { repeat, seed } = result;
  if (result.outcome === "failed") {
    const ended = `${result.code}: ${result.message}`;
    return {
      repeat,
      seed,
      passed: false,
      ended,
      promptSha256: null,
      lostFrames: 0,
      checks: [],
      figures: null,
      agentWords: null,
      judgements: [],
    };
  }
  const checks = runChecks(scenario, result);
  const { promptSha256, lostFrames, judgements } = result;
  return {
    repeat,
    seed,
    passed: joinVerdicts(checks.map(({ status }) => (status === "leftOut" ? null : status === "passed"))),
    ended: result.code ? `${result.reason} (${result.code})` : result.reason,
    promptSha256,
    lostFrames,
    checks,
    figures: measureCall(findConversation(result)),
    agentWords: result.lanes.agent.words ? findAgentWords(scenario, result) : null,
    judgements,
  };
}

/** Nothing failed and something passed; null where nothing could be judged: not to look is no pass. */
function joinVerdicts(verdicts: readonly (boolean | null)[]): boolean | null {
  const judged = verdicts.filter((verdict) => verdict !== null);
  return judged.length === 0 ? null : judged.every(Boolean);
}

/** By scenario. */
function findItems({ scenarios }: Suite, results: readonly CallResult[]): Map<string, Item[]> {
  return new Map(
    scenarios.map((scenario) => [
      scenario.id,
      results.flatMap((result) => (result.scenario === scenario.id && result.outcome === "played" ? buildItems(scenario, result) : [])),
    ]),
  );
}

function ratesOf(scenarios: readonly ScenarioReport[], seed: number) {
  const judged = ({ calls }: ScenarioReport) =>
    calls.map(({ checks }) => checks.filter(({ status }) => status !== "leftOut").map(({ status }) => status === "passed"));
  return {
    scenarios: measurePassRate(
      scenarios.map(({ calls }) => calls.map(({ passed }) => (passed === null ? [] : [passed]))),
      seed,
    ),
    checks: measurePassRate(scenarios.map(judged), seed),
  };
}
