import { randomUUID } from "node:crypto";
import { db, type Prisma, type SuiteRun, type SuiteRunPersona } from "@duologue/db";
import { now } from "../clock";

/** Whoever plays says so again long before this is over; whoever has died does not. */
export const RUN_CLAIM_MS = 30_000;
const MAX_TRIES = 5;

export type ClaimedRun = SuiteRun & { claim: string; personas: SuiteRunPersona[] };

/** Runs and replays that nobody plays: asked for, or left behind by a process that has died. */
export function isFree(at: Date) {
  return {
    OR: [{ state: "waiting" as const }, { state: "running" as const, claimedUntil: { lt: at } }],
  } satisfies Prisma.SuiteRunWhereInput & Prisma.CallReplayWhereInput;
}

/** Takes the run that has waited longest. No two processes get the same one. Null: nothing to do. */
export async function claimNextRun(): Promise<ClaimedRun | null> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const at = now();
    const found = await db.suiteRun.findFirst({ where: isFree(at), orderBy: { createdAt: "asc" }, select: { id: true, startedAt: true } });
    if (!found) return null;
    const claim = randomUUID();
    const { count } = await db.suiteRun.updateMany({
      where: { id: found.id, ...isFree(at) },
      data: {
        state: "running",
        claim,
        claimedUntil: new Date(at.getTime() + RUN_CLAIM_MS),
        startedAt: found.startedAt ?? at,
        runningCalls: 0,
      },
    });
    if (count === 0) continue;
    const run = await db.suiteRun.findUniqueOrThrow({ where: { id: found.id }, include: { personas: { orderBy: { position: "asc" } } } });
    return { ...run, claim };
  }
  return null;
}
