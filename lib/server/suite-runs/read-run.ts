import { db } from "@duologue/db";
import type { Suite, SuiteReport } from "@duologue/evaluation/suites";
import { ProtocolError } from "@duologue/protocol";
import type { SuiteRunDetail } from "@/lib/shared/suite-runs";
import type { Viewer } from "../auth/session";
import { namesOf } from "../team/names-of";
import { countResults } from "./count-results";
import { describeRun, runColumns } from "./describe-run";

/** One run: how far it is, which calls it has played, and what came of it once it is over. */
export async function readRun(viewer: Viewer, id: string): Promise<SuiteRunDetail> {
  const run = await db.suiteRun.findFirst({
    where: { id, teamId: viewer.teamId },
    omit: { sounds: true },
    include: {
      ...runColumns.include,
      results: {
        select: { persona: true, scenario: true, repeat: true, callId: true, outcome: true },
        orderBy: [{ storedAt: "desc" }, { scenario: "asc" }, { repeat: "asc" }],
      },
    },
  });
  if (!run) throw new ProtocolError("not_found");
  const names = await namesOf([run.createdById]);
  const counts = await countResults([id]);
  return {
    ...describeRun(run, counts(id), names.get(run.createdById) ?? null),
    engineBuild: run.engineBuild,
    runnerBuild: run.runnerBuild,
    scenarioCount: (run.document as unknown as Suite).scenarios.length,
    judge: run.judge,
    report: run.report as unknown as SuiteReport | null,
    calls: run.results.map((result) => ({ ...result, outcome: result.outcome === "failed" ? ("failed" as const) : ("played" as const) })),
    role: viewer.role,
  };
}
