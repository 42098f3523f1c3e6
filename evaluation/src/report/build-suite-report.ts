import type { SpeakerInfo } from "@duologue/protocol";
import type { CallResult } from "../call/call-result";
import type { Suite } from "../suite/schema";
import { comparePersonas } from "./compare-personas";
import { reportPersona } from "./report-persona";
import type { SuiteReport } from "./suite-report";

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
  const sides = personas.map((persona) => reportPersona(persona, suite, results));
  const reports = sides.map(({ report }) => report);
  const [base, ...others] = sides;
  return {
    version: 1,
    suite: { name: suite.meta.name, title: suite.meta.title, sha256: suiteSha256 },
    build,
    seed: suite.seed,
    repeats,
    speakers: findSpeakers(results.filter(({ scenario }) => known.has(scenario))),
    personas: reports,
    comparisons: base ? others.map((other) => comparePersonas(base, other, suite.seed)) : [],
    passed: reports.every(({ thresholds }) => thresholds.every(({ passed }) => passed)),
  };
}

/** The same bytes wherever it is written. */
export function writeSuiteReport(report: SuiteReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
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
