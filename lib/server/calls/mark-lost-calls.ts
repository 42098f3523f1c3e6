/** Calls whose engine has gone, and calls that nobody ever connected to. */
import { db } from "@duologue/db";
import { ENGINE_LOST_AFTER_MS } from "@duologue/protocol";
import { now } from "../clock";

const LOST_AFTER_MISSED_BEATS = 2;
const NEVER_CONNECTED_AFTER_MS = 10 * 60_000;

/** A studio that was down heard no heartbeats: engines get the whole time again after its start. */
let startedAt: Date | null = null;

/**
 * Ends as `engine_lost` every call whose engine has been silent for ENGINE_LOST_AFTER_MS or has not named it in two
 * heartbeats, and as `idle` every call that was created and never connected. Returns how many were ended.
 */
export async function markLostCalls(): Promise<number> {
  const at = now();
  startedAt ??= at;
  const silentSince = new Date(at.getTime() - ENGINE_LOST_AFTER_MS);
  const heardLongEnough = startedAt <= silentSince;
  const lost = await db.call.updateMany({
    where: {
      state: { notIn: ["created", "ended"] },
      OR: [
        { missedBeats: { gte: LOST_AFTER_MISSED_BEATS } },
        ...(heardLongEnough ? [{ engine: { lastSeenAt: { lte: silentSince } } }, { engineId: null }] : []),
      ],
    },
    data: { state: "ended", endReason: "engine_lost", endedAt: at },
  });
  const idle = await db.call.updateMany({
    where: { state: "created", createdAt: { lte: new Date(at.getTime() - NEVER_CONNECTED_AFTER_MS) } },
    data: { state: "ended", endReason: "idle", endedAt: at },
  });
  return lost.count + idle.count;
}

/** When this process began to listen; a test sets it. */
export function heardSince(date: Date): void {
  startedAt = date;
}
