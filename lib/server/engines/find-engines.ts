/** Which engines are there, and which one takes the next call. */
import { db, type Engine } from "@duologue/db";
import { ENGINE_LOST_AFTER_MS, PROTOCOL_VERSION, ProtocolError, type SpeakerInfo, speakerInfo } from "@duologue/protocol";
import { now } from "../clock";

export function isAlive({ lastSeenAt }: { lastSeenAt: Date }): boolean {
  return now().getTime() - lastSeenAt.getTime() < ENGINE_LOST_AFTER_MS;
}

export function speakerOf({ speaker }: { speaker: unknown }): SpeakerInfo {
  return speakerInfo.parse(speaker);
}

/** Engines that are alive and speak our protocol; draining ones too. */
export async function findLiveEngines(): Promise<Engine[]> {
  const since = new Date(now().getTime() - ENGINE_LOST_AFTER_MS);
  return db.engine.findMany({ where: { lastSeenAt: { gt: since }, protocolVersion: PROTOCOL_VERSION }, orderBy: { id: "asc" } });
}

/**
 * The engine with the smallest share of its slots taken. A full one still takes calls and queues them. Calls placed since
 * its last heartbeat count too. Throws `engine_unavailable` when none is there, `engine_draining` when all are leaving.
 */
export async function pickEngine(): Promise<Engine> {
  const alive = await findLiveEngines();
  const open = alive.filter(({ draining, capacity }) => !draining && capacity > 0);
  if (open.length === 0) throw new ProtocolError(alive.length > 0 ? "engine_draining" : "engine_unavailable");
  const placed = await countPlacedCalls(open.map(({ id }) => id));
  const load = (engine: Engine) => Math.max(engine.liveCalls + engine.queuedCalls, placed.get(engine.id) ?? 0) / engine.capacity;
  return open.reduce((best, engine) => (load(engine) < load(best) ? engine : best));
}

const TICKET_GRACE_MS = 60_000;

/** Calls of each engine that hold a slot or are about to. */
export async function countPlacedCalls(engineIds: string[]): Promise<Map<string | null, number>> {
  const since = new Date(now().getTime() - TICKET_GRACE_MS);
  const counts = await db.call.groupBy({
    by: ["engineId"],
    where: {
      engineId: { in: engineIds },
      OR: [{ state: { notIn: ["created", "ended"] } }, { state: "created", createdAt: { gt: since } }],
    },
    _count: { _all: true },
  });
  return new Map(counts.map(({ engineId, _count }) => [engineId, _count._all]));
}
