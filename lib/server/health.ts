import { db } from "@duologue/db";
import type { EngineStatus, HealthReply } from "@/lib/shared/health";
import packageJson from "../../package.json" with { type: "json" };
import { now } from "./clock";
import { isAlive, offersOf, speakerOf } from "./engines/find-engines";

/** Whether the studio can work. Engines are told to signed-in people only. */
export async function readHealth(withEngines: boolean): Promise<HealthReply> {
  const version = packageJson.version;
  try {
    await db.$queryRaw`SELECT 1`;
  } catch {
    return { ok: false, version, database: "unreachable" };
  }
  return { ok: true, version, database: "ok", ...(withEngines ? { engines: await readEngines() } : {}) };
}

/** Engines that were seen within the last hour, live ones first. */
async function readEngines(): Promise<EngineStatus[]> {
  const since = new Date(now().getTime() - 3_600_000);
  const engines = await db.engine.findMany({ where: { lastSeenAt: { gt: since } }, orderBy: { id: "asc" } });
  const rows = engines.map((engine) => ({
    id: engine.id,
    speaker: speakerOf(engine),
    capacity: engine.capacity,
    liveCalls: engine.liveCalls,
    queuedCalls: engine.queuedCalls,
    offers: offersOf(engine),
    draining: engine.draining,
    lastSeenAt: engine.lastSeenAt.toISOString(),
    alive: isAlive(engine),
  }));
  return rows.sort((a, b) => Number(b.alive) - Number(a.alive));
}
