import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { now } from "../clock";
import { findRun } from "./find-run";

/** Stops a run; whoever plays it hangs up within seconds. What it has played stays. Throws `conflict` where it is over. */
export async function cancelRun(viewer: Viewer, id: string): Promise<void> {
  await findRun(viewer.teamId, id);
  await db.$transaction(async (tx) => {
    const { count } = await tx.suiteRun.updateMany({
      where: { id, state: { in: ["waiting", "running"] } },
      data: { state: "cancelled", endedAt: now() },
    });
    if (count === 0) throw new ProtocolError("conflict", "This run is over already.");
    await audit(viewer, "run.cancelled", { type: "run", id }, undefined, tx);
  });
}
