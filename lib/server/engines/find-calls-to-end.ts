import { db } from "@duologue/db";
import { endReason, type HeartbeatReply } from "@duologue/protocol";

/** Of the calls that an engine holds: those of revoked links, those that ended already, and those that do not exist (any more). */
export async function findCallsToEnd(engineId: string, callIds: string[]): Promise<HeartbeatReply["endCalls"]> {
  if (callIds.length === 0) return [];
  const calls = await db.call.findMany({
    where: { id: { in: callIds }, engineId },
    select: { id: true, state: true, endReason: true, link: { select: { revokedAt: true } } },
  });
  const known = new Map(calls.map((call) => [call.id, call]));
  const orders: HeartbeatReply["endCalls"] = [];
  for (const callId of callIds) {
    const call = known.get(callId);
    if (!call) orders.push({ callId, reason: "error" });
    else if (call.link?.revokedAt) orders.push({ callId, reason: "link_revoked" });
    else if (call.state === "ended") orders.push({ callId, reason: endReason.catch("error").parse(call.endReason) });
  }
  return orders;
}
