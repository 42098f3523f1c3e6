import { db } from "@duologue/db";

/** How many calls of each run have been played, and how many of them did not come about. */
export async function countResults(runIds: string[]): Promise<(runId: string) => { done: number; failed: number }> {
  const rows = await db.suiteRunResult.groupBy({ by: ["runId", "outcome"], where: { runId: { in: runIds } }, _count: { _all: true } });
  return (runId) => {
    const own = rows.filter((row) => row.runId === runId);
    const failed = own.find(({ outcome }) => outcome === "failed")?._count._all ?? 0;
    return { done: own.reduce((sum, { _count }) => sum + _count._all, 0), failed };
  };
}
