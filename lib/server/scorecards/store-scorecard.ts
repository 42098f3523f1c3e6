import { db, Prisma } from "@duologue/db";
import { now } from "../clock";
import type { ClaimedScorecard } from "./claim-next-scorecard";
import type { Measured } from "./measure-recording";

/**
 * Stores what came of a measurement. False where nobody waits for it any more: the call was deleted, its recording has arrived anew, or
 * another process has taken over.
 */
export async function storeScorecard({ callId, claim, speaker }: ClaimedScorecard, measured: Measured): Promise<boolean> {
  const { count } = await db.scorecard.updateMany({
    where: { callId, claim },
    data: { claim: null, claimedUntil: null, ...changes(measured, speaker) },
  });
  return count > 0;
}

function changes(measured: Measured, speaker: Prisma.JsonValue): Prisma.ScorecardUpdateManyMutationInput {
  if (measured.ok) {
    const { result } = measured;
    return {
      state: "ready",
      failure: null,
      version: result.version,
      metricsBuild: result.metricsBuild,
      result: result as unknown as Prisma.InputJsonObject,
      speaker: speaker ?? Prisma.DbNull,
      responseMsMedian: result.strict.responseMsMedian,
      stopMsMedian: result.strict.stopMsMedian,
      measuredAt: now(),
    };
  }
  if (measured.failure === "stopped") return { state: "waiting" };
  return { state: "failed", failure: measured.failure };
}
