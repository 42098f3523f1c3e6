import { db } from "@duologue/db";

/** What a call is measured from has changed: what was found, or is being found, holds no more. */
export async function requestScorecard(callId: string): Promise<void> {
  await db.scorecard.updateMany({ where: { callId }, data: { state: "waiting", failure: null, claim: null, claimedUntil: null } });
}
