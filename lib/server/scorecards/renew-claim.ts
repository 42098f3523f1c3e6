import { db } from "@duologue/db";
import { now } from "../clock";
import { CLAIM_MS, type ClaimedScorecard } from "./claim-next-scorecard";

/** Whoever measures is still at it. */
export async function renewClaim({ callId, claim }: Pick<ClaimedScorecard, "callId" | "claim">): Promise<void> {
  await db.scorecard.updateMany({ where: { callId, claim }, data: { claimedUntil: new Date(now().getTime() + CLAIM_MS) } });
}
