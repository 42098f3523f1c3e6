/** An engine says that it is there and what it holds. */
import { db, Prisma } from "@duologue/db";
import { type EngineHeartbeat, type HeartbeatReply, ProtocolError } from "@duologue/protocol";
import { markLostCalls } from "../calls/mark-lost-calls";
import { now } from "../clock";
import { findCallsToEnd } from "./find-calls-to-end";

/** Returns the calls that this engine must end. Throws `forbidden` when the signature names another engine. */
export async function receiveHeartbeat(engineId: string, beat: EngineHeartbeat): Promise<HeartbeatReply> {
  if (beat.engineId !== engineId) throw new ProtocolError("forbidden", "Expected a heartbeat signed by the engine that it names.");
  const { engineId: id, ...state } = beat;
  const data = { ...state, offers: state.offers ?? [], lastSeenAt: now() };
  await db.engine.upsert({ where: { id }, create: { id, ...data }, update: data });
  await countBeats(id, beat.callIds);
  await reviveCalls(id, beat.callIds);
  await markLostCalls();
  return { ok: true, endCalls: await findCallsToEnd(id, beat.callIds) };
}

async function countBeats(engineId: string, callIds: string[]): Promise<void> {
  await db.call.updateMany({ where: { engineId, id: { in: callIds }, missedBeats: { gt: 0 } }, data: { missedBeats: 0 } });
  await db.call.updateMany({
    where: { engineId, state: { notIn: ["created", "ended"] }, id: { notIn: callIds } },
    data: { missedBeats: { increment: 1 } },
  });
}

/** A call given up as lost goes on when its engine turns out to hold it still. */
async function reviveCalls(engineId: string, callIds: string[]): Promise<void> {
  const lost = { engineId, id: { in: callIds }, state: "ended", endReason: "engine_lost", metrics: { equals: Prisma.DbNull } };
  const data = { endReason: null, endedAt: null, durationMs: null };
  await db.call.updateMany({ where: { ...lost, liveAt: { not: null } }, data: { ...data, state: "live" } });
  await db.call.updateMany({ where: { ...lost, liveAt: null }, data: { ...data, state: "connecting" } });
}
