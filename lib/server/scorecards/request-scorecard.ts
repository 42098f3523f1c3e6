import { db } from "@duologue/db";

/**
 * What a call is measured from has arrived, or has changed: it waits from now on, and what was found, or is being found, holds no more.
 * Nothing happens where the call was deleted meanwhile.
 */
export async function requestScorecard(callId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Scorecard" ("callId") SELECT "id" FROM "Call" WHERE "id" = ${callId}
    ON CONFLICT ("callId") DO UPDATE SET "state" = 'waiting', "failure" = NULL, "claim" = NULL, "claimedUntil" = NULL`;
}
