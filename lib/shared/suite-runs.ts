/** Runs of suites as the studio's API says them. */
import type { RunsComparison, SuiteReport } from "@duologue/evaluation/suites";
import type { ErrorCode } from "@duologue/protocol";
import { z } from "zod";
import { offerName } from "./calls";
import type { Role } from "./team";

export const RUN_STATES = ["waiting", "running", "done", "cancelled", "failed"] as const;
export type RunState = (typeof RUN_STATES)[number];

export const isOver = (state: RunState) => state !== "waiting" && state !== "running";

/** GET /api/suite-runs */
export interface SuiteRunSummary {
  id: string;
  /** of the suite, or its name where it is bundled; null: deleted since */
  suiteId: string | null;
  suiteTitle: string;
  suiteSha256: string;
  state: RunState;
  failure: string | null;
  planned: number;
  done: number;
  failed: number;
  runningCalls: number;
  personas: { name: string; personaId: string | null; sha256: string }[];
  repeats: number;
  /** the offered speaker that answers, by its model's name; null: the engine's own */
  offer: string | null;
  startedByName: string | null;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  /** whether every threshold was kept; null: not over */
  passed: boolean | null;
  speakers: SuiteReport["speakers"];
}

export interface RunCall {
  persona: string;
  scenario: string;
  repeat: number;
  /** null: it did not come about, or was deleted since */
  callId: string | null;
  outcome: "played" | "failed";
}

/** GET /api/suite-runs/:id */
export interface SuiteRunDetail extends SuiteRunSummary {
  engineBuild: string | null;
  runnerBuild: string | null;
  scenarioCount: number;
  /** whether a judge is asked */
  judge: boolean;
  report: SuiteReport | null;
  calls: RunCall[];
  role: Role;
}

/** `draft`: as it is stored now; else a published version. */
export const runPersona = z.object({ personaId: z.string().min(1).max(64), versionId: z.string().max(64).optional() });

/** POST /api/suite-runs */
export const startRunInput = z.object({
  suiteId: z.string().min(1).max(64),
  personas: z.array(runPersona).max(6, "Choose at most six."),
  repeats: z.number().int("Enter a whole number.").min(1, "At least once.").max(20, "At most 20 times."),
  callsAtOnce: z.number().int("Enter a whole number.").min(1, "At least one.").max(64, "At most 64.").default(4),
  /** whether the judge that the studio is set up with is asked what `judge` checks ask */
  judge: z.boolean().default(false),
  /** who is to answer in place of the engine's own speaker */
  offer: offerName.nullish(),
  /** left out: all */
  scenarios: z.array(z.string().max(64)).min(1, "Choose at least one scenario.").max(2_000).optional(),
});
export type StartRunInput = z.input<typeof startRunInput>;

export const listRunsInput = z.object({ suiteId: z.string().max(64).optional() });

export const MOST_COMPARED = 6;

/** /suites/compare?run=ID&run=ID: the first is what the others are compared with. */
export const compareRunsInput = z.object({
  run: z.array(z.string().max(64)).min(2, "Choose at least two runs.").max(MOST_COMPARED, "Choose at most six runs."),
});

export interface ComparedRunDetail extends SuiteRunSummary {
  /** "A" */
  label: string;
  engineBuild: string | null;
  runnerBuild: string | null;
  scenarioCount: number;
  calls: RunCall[];
}

export interface RunsComparisonDetail extends RunsComparison {
  runs: ComparedRunDetail[];
}

/** GET /api/personas/versions */
export interface PersonaVersions {
  id: string;
  name: string;
  /** the name that callers see; empty: none of its own */
  publicName: string;
  updatedAt: string;
  /** number of the published version that the draft is; null: it has been changed since, or was never published */
  draftIsNumber: number | null;
  versions: { id: string; number: number; createdAt: string }[];
}

export interface RunFailure {
  code: ErrorCode;
  message: string;
}
