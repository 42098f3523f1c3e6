import { db, type SuiteRun } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";

/** A run of this team. Throws `not_found`, also for another team's. */
export async function findRun(teamId: string, id: string): Promise<SuiteRun> {
  const run = await db.suiteRun.findFirst({ where: { id, teamId } });
  if (!run) throw new ProtocolError("not_found");
  return run;
}
