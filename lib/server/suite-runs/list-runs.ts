import { db, type Prisma } from "@duologue/db";
import type { z } from "zod";
import type { listRunsInput, SuiteRunSummary } from "@/lib/shared/suite-runs";
import type { Viewer } from "../auth/session";
import { findBundledSuite } from "../suites/bundled-suites";
import { namesOf } from "../team/names-of";
import { countResults } from "./count-results";
import { describeRun, runColumns } from "./describe-run";

/** Runs of the team, newest first; of one suite, where it is named. */
export async function listRuns(viewer: Viewer, { suiteId }: z.output<typeof listRunsInput>): Promise<SuiteRunSummary[]> {
  const runs = await db.suiteRun.findMany({
    where: { teamId: viewer.teamId, ...(suiteId ? await ofSuite(suiteId) : {}) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
    ...runColumns,
  });
  const counts = await countResults(runs.map(({ id }) => id));
  const names = await namesOf(runs.map(({ createdById }) => createdById));
  return runs.map((run) => describeRun(run, counts(run.id), names.get(run.createdById) ?? null));
}

async function ofSuite(suiteId: string): Promise<Prisma.SuiteRunWhereInput> {
  return (await findBundledSuite(suiteId)) ? { isBundled: true, suiteName: suiteId } : { suiteId };
}
