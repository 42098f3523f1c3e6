import { db } from "@duologue/db";
import { type CallSpec, callSpec, ProtocolError } from "@duologue/protocol";
import { findEngineCall } from "./find-engine-call";

const BEFORE_PRIMING = new Set(["created", "connecting", "queued"]);

/**
 * What the engine needs to answer a call. Throws `ticket_used` for a call that is primed or live already (a ticket used
 * twice, at an engine that has forgotten the first time), `gone` for one that has ended, `link_revoked`.
 */
export async function readCallSpec(engineId: string, callId: string): Promise<CallSpec> {
  const call = await findEngineCall(engineId, callId);
  if (call.linkId) {
    const link = await db.shareLink.findUnique({ where: { id: call.linkId }, select: { revokedAt: true } });
    if (link?.revokedAt) throw new ProtocolError("link_revoked");
  }
  if (call.state === "ended") throw new ProtocolError("gone", "This call has ended.");
  if (!BEFORE_PRIMING.has(call.state)) throw new ProtocolError("ticket_used");
  return callSpec.parse({ ...(call.spec as object), callId });
}
