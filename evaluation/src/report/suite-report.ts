/** What a run comes to: the same results give the same report, to the byte. No clock, no machine, no order of the calls goes into it. */
import type { CallFigures, Figure, Report } from "@duologue/metrics";
import type { SpeakerInfo } from "@duologue/protocol";
import type { Judgement } from "../call/call-result";
import type { CheckResult } from "../check/check-result";

export interface SuiteReport {
  version: 1;
  suite: { name: string; title: string; sha256: string };
  /** version of the engine that answered, and of the program that called and judged */
  build: { engine: string; runner: string };
  seed: number;
  repeats: number;
  /** who answered; more than one where a run was continued with another */
  speakers: Pick<SpeakerInfo, "kind" | "title" | "model" | "weightsSha256">[];
  personas: PersonaReport[];
  /** every further persona against the first */
  comparisons: Comparison[];
  passed: boolean;
}

export interface PersonaReport {
  name: string;
  sha256: string;
  calls: number;
  /** calls that did not come about or broke off */
  failedCalls: number;
  /** played, but the engine had to do without some of the caller's sound: read their figures with care */
  disturbedCalls: number;
  /** played, but nothing of what was expected could be judged: they count neither way */
  unjudgedCalls: number;
  passRate: { scenarios: Figure; checks: Figure };
  categories: { category: string; scenarios: Figure; checks: Figure }[];
  /** official and strict figures of docs/evaluation.md */
  conversation: Report;
  thresholds: ThresholdResult[];
  scenarios: ScenarioReport[];
}

export interface Comparison {
  base: string;
  other: string;
  /** other less base; `n` scenarios stand behind each. An interval on one side of 0 is a difference that another draw would show as well */
  differences: (Figure & { figure: string })[];
}

export interface ThresholdResult {
  figure: string;
  min: number | null;
  max: number | null;
  value: number | null;
  passed: boolean;
}

export interface ScenarioReport {
  id: string;
  title: string;
  category: string;
  /** every call of it that could be judged passed; null: none could */
  passed: boolean | null;
  calls: CallReport[];
}

export interface CallReport {
  repeat: number;
  seed: number;
  /** null: it could not be judged */
  passed: boolean | null;
  /** how it ended, or why it did not come about */
  ended: string;
  promptSha256: string | null;
  lostFrames: number;
  checks: CheckResult[];
  figures: CallFigures | null;
  agentWords: string | null;
  judgements: Judgement[];
}
