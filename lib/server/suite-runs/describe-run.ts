import type { Prisma, SuiteRun, SuiteRunPersona } from "@duologue/db";
import type { SuiteReport } from "@duologue/evaluation/suites";
import type { SuiteRunSummary } from "@/lib/shared/suite-runs";

export type RunRow = Omit<SuiteRun, "document" | "sounds"> & { personas: Pick<SuiteRunPersona, "name" | "personaId" | "sha256">[] };

/** What a list needs; the suite's document and sounds stay where they are. */
export const runColumns = {
  omit: { document: true, sounds: true },
  include: { personas: { orderBy: { position: "asc" }, select: { name: true, personaId: true, sha256: true } } },
} as const satisfies Prisma.SuiteRunDefaultArgs;

export function describeRun(run: RunRow, counts: { done: number; failed: number }, startedByName: string | null): SuiteRunSummary {
  const report = run.report as SuiteReport | null;
  return {
    id: run.id,
    suiteId: run.isBundled ? run.suiteName : run.suiteId,
    suiteTitle: run.suiteTitle,
    suiteSha256: run.suiteSha256,
    state: run.state,
    failure: run.failure,
    planned: run.planned,
    ...counts,
    runningCalls: run.state === "running" ? run.runningCalls : 0,
    personas: run.personas,
    repeats: run.repeats,
    offer: run.offer,
    startedByName,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
    passed: run.state === "done" ? (report?.passed ?? null) : null,
    speakers: report?.speakers ?? [],
  };
}
