/** Suites as the studio's API says them. */
import type { LINE_KINDS } from "@duologue/evaluation/suites";
import { z } from "zod";
import type { SuiteRunSummary } from "./suite-runs";
import type { Role } from "./team";

/** GET /api/suites */
export interface SuiteSummary {
  /** the name of a bundled one */
  id: string;
  name: string;
  title: string;
  description: string;
  isBundled: boolean;
  scenarioCount: number;
  categories: { category: string; count: number }[];
  sha256: string;
  /** null: bundled, as old as the studio */
  updatedAt: string | null;
}

export type LineKind = (typeof LINE_KINDS)[number];

/** What is drawn and said of one step of a script. */
export interface StepPicture {
  id: string;
  kind: LineKind;
  /** what it waits for, in words */
  when: string;
  event: string;
  /** from the event to the first sound; of agentSpoken into its words */
  afterMs: number;
  /** sound and silence by turns, about as long as they will be */
  pieces: { isPause: boolean; lengthMs: number }[];
  text: string;
  /** what the agent should do about it; null: not judged */
  expected: string | null;
  isButton: boolean;
}

export interface ScenarioDetail {
  id: string;
  title: string;
  category: string;
  /** one of the suite's own, by name; null: whoever is measured */
  persona: string | null;
  /** voice and room of the caller, in words */
  caller: string;
  steps: StepPicture[];
  /** what is expected beside the timing, in words */
  checks: string[];
  maxSeconds: number;
}

/** GET /api/suites/:id */
export interface SuiteDetail extends SuiteSummary {
  scenarios: ScenarioDetail[];
  /** false: every scenario brings its own persona */
  needsPersona: boolean;
  repeats: number;
  thresholds: { figure: string; min: number | null; max: number | null }[];
  soundBytes: number;
  /** checks that a language model is asked */
  judgeChecks: number;
  /** the one that the studio is set up with; null: none is, and those checks are left out */
  judgeModel: string | null;
  runs: SuiteRunSummary[];
  role: Role;
}

/** A suite file, or a zip of one with its sounds. */
export const MAX_SUITE_BYTES = 25_000_000;
export const MAX_SUITE_TEXT = 2_000_000;

/** POST /api/suites, PUT /api/suites/:id: the text of a .suite.json; or a form with a `file`, which may be a zip of one with its sounds */
export const suiteTextInput = z.object({
  text: z.string().max(MAX_SUITE_TEXT, `expected at most ${MAX_SUITE_TEXT.toLocaleString("en")} letters, received more`),
});

export interface SuiteReply {
  id: string;
}

export const EXPECTED_CATEGORIES = ["smoothTurn", "pause", "interruption", "backchannel", "overlap", "words"] as const;

/** POST /api/calls/:id/test: a scenario out of a call, into a suite that is there or a new one. */
export const makeTestInput = z.object({
  title: z.string().trim().min(1, "Enter a name.").max(200, "Use at most 200 characters."),
  category: z.enum(EXPECTED_CATEGORIES),
  fromMs: z.number().min(0),
  toMs: z.number().min(0),
  mustSay: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  mustNotSay: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  suiteId: z.string().max(64).optional(),
  suiteTitle: z.string().trim().min(1, "Enter a name.").max(120, "Use at most 120 characters.").optional(),
});
export type MakeTestInput = z.input<typeof makeTestInput>;

export interface MakeTestReply {
  suiteId: string;
  scenarioId: string;
  /** lines of the caller in it */
  lines: number;
}
