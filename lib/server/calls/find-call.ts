import { type Call, db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";

/** A call of this team. Throws `not_found`, also for another team's. */
export async function findCall(teamId: string, id: string): Promise<Call> {
  const call = await db.call.findFirst({ where: { id, teamId, deletedAt: null } });
  if (!call) throw new ProtocolError("not_found");
  return call;
}
