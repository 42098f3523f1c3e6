import { type Call, db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";

/** A call that was given to this engine. Throws `not_found`, also for another engine's. */
export async function findEngineCall(engineId: string, callId: string): Promise<Call> {
  const call = await db.call.findFirst({ where: { id: callId, engineId, deletedAt: null } });
  if (!call) throw new ProtocolError("not_found");
  return call;
}
