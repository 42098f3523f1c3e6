import { buildReport, type Item, measureCall } from "@duologue/metrics";
import type { SpeakerInfo } from "@duologue/protocol";
import { type CallResult, resultId } from "../call/call-result";
import { findAgentWords } from "../check/agent-words";
import { runChecks } from "../check/run-checks";
import { buildItems } from "../score/build-items";
import { findConversation } from "../score/find-conversation";
import type { Scenario, Suite } from "../suite/schema";
import { checkThresholds } from "./check-thresholds";
import { comparePersonas } from "./compare-personas";
import { measurePassRate } from "./measure-pass-rate";
import type { CallReport, PersonaReport, ScenarioReport, SuiteReport } from "./suite-report";

export interface ReportInput {
  suite: Suite;
  suiteSha256: string;
  /** what was measured, in the order of the report */
  personas: readonly { name: string; sha256: string }[];
  /** in any order */
  results: readonly CallResult[];
  build: SuiteReport["build"];
  repeats: number;
}

/** A call that failed to come about counts as one that did not pass. Results of other personas or scenarios are ignored. */
export function buildSuiteReport({ suite, suiteSha256, personas, results, build, repeats }: ReportInput): SuiteReport {
  const known = new Set(suite.scenarios.map(({ id }) => id));
  const sorted = results.filter(({ scenario }) => known.has(scenario)).sort((a, b) => (resultId(a) < resultId(b) ? -1 : 1));
  const sides = personas.map((persona) => {
    const own = sorted.filter((result) => result.persona === persona.name);
    const items = findItems(suite, own);
    return { report: reportPersona(persona, suite, own, [...items.values()].flat()), items };
  });
  const reports = sides.map(({ report }) => report);
  const [base, ...others] = sides;
  return {
    version: 1,
    suite: { name: suite.meta.name, title: suite.meta.title, sha256: suiteSha256 },
    build,
    seed: suite.seed,
    repeats,
    speakers: findSpeakers(sorted),
    personas: reports,
    comparisons: base ? others.map((other) => comparePersonas(base, other, suite.seed)) : [],
    passed: reports.every(({ thresholds }) => thresholds.every(({ passed }) => passed)),
  };
}

/** The same bytes wherever it is written. */
export function writeSuiteReport(report: SuiteReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

function reportPersona(
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
    calls.flatMap(({ checks }) => checks.filter(({ status }) => status !== "leftOut").map(({ status }) => status === "passed"));
  return {
    scenarios: measurePassRate(
      scenarios.map(({ calls }) => calls.flatMap(({ passed }) => passed ?? [])),
      seed,
    ),
    checks: measurePassRate(scenarios.map(judged), seed),
  };
}

/** Its device is that of the day, and no part of what was measured. */
function findSpeakers(results: readonly CallResult[]): SuiteReport["speakers"] {
  const speakers = results.flatMap((result) => (result.outcome === "played" ? [pick(result.speaker)] : []));
  const known = new Map(speakers.map((speaker) => [JSON.stringify(speaker), speaker]));
  return [...known.keys()].sort().map((key) => known.get(key) as SuiteReport["speakers"][number]);
}

function pick({ kind, title, model, weightsSha256 }: SpeakerInfo) {
  return { kind, title, model, weightsSha256 };
}
