import { randomUUID } from "node:crypto";
import { type CallReplay, db } from "@duologue/db";
import { now } from "../clock";
import { isFree, RUN_CLAIM_MS } from "../suite-runs/claim-next-run";

const MAX_TRIES = 5;

export type ClaimedReplay = CallReplay & { claim: string };

/** Takes the replay that has waited longest. No two processes get the same one. Null: nothing to do. */
export async function claimNextReplay(): Promise<ClaimedReplay | null> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const at = now();
    const found = await db.callReplay.findFirst({ where: isFree(at), orderBy: { createdAt: "asc" }, select: { id: true } });
    if (!found) return null;
    const claim = randomUUID();
    const { count } = await db.callReplay.updateMany({
      where: { id: found.id, ...isFree(at) },
      data: { state: "running", claim, claimedUntil: new Date(at.getTime() + RUN_CLAIM_MS) },
    });
    if (count > 0) return { ...(await db.callReplay.findUniqueOrThrow({ where: { id: found.id } })), claim };
  }
  return null;
}
