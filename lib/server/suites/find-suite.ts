import { db, type Prisma, type Suite } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";

/** A team's own suite. Throws `not_found`, also for another team's. */
export async function findSuite(teamId: string, id: string, database: Prisma.TransactionClient = db): Promise<Suite> {
  const suite = await database.suite.findFirst({ where: { id, teamId, deletedAt: null } });
  if (!suite) throw new ProtocolError("not_found");
  return suite;
}
