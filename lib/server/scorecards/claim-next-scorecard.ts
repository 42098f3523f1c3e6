import { randomUUID } from "node:crypto";
import { db, type Prisma } from "@duologue/db";
import { SCORECARD_VERSION } from "@/lib/shared/scorecards";
import { now } from "../clock";

/** Whoever measures says so again long before this is over; whoever has died does not. */
export const CLAIM_MS = 30_000;
const MAX_TRIES = 5;

export interface ClaimedScorecard {
  callId: string;
  claim: string;
  recordingKey: string;
  timelineKey: string | null;
  speaker: Prisma.JsonValue;
}

/**
 * Takes the call that ended last of those that are to be measured: asked for, measured in an older layout, or left behind by a process
 * that has died. No two processes get the same one. Null: nothing to do.
 */
export async function claimNextScorecard(): Promise<ClaimedScorecard | null> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const at = now();
    const free: Prisma.ScorecardWhereInput = {
      OR: [{ state: "waiting" }, { state: "measuring", claimedUntil: { lt: at } }, { state: "ready", version: { lt: SCORECARD_VERSION } }],
    };
    const found = await db.scorecard.findFirst({
      where: { ...free, call: { state: "ended", recordingKey: { not: null }, deletedAt: null } },
      orderBy: [{ call: { endedAt: { sort: "desc", nulls: "last" } } }, { callId: "asc" }],
      select: { callId: true, call: { select: { recordingKey: true, timelineKey: true, speaker: true } } },
    });
    if (!found?.call.recordingKey) return null;
    const claim = randomUUID();
    const { count } = await db.scorecard.updateMany({
      where: { callId: found.callId, ...free },
      data: { state: "measuring", failure: null, claim, claimedUntil: new Date(at.getTime() + CLAIM_MS) },
    });
    const { recordingKey, timelineKey, speaker } = found.call;
    if (count > 0) return { callId: found.callId, claim, recordingKey, timelineKey, speaker };
    // somebody else was faster: look for another
  }
  return null;
}
