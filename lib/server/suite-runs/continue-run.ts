import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findRun } from "./find-run";
import { wakeRunner } from "./wake-runner";

/** Plays what a run lacks, calls that did not come about included. Throws `conflict` while it goes on. */
export async function continueRun(viewer: Viewer, id: string): Promise<void> {
  await findRun(viewer.teamId, id);
  await db.$transaction(async (tx) => {
    const { count } = await tx.suiteRun.updateMany({
      where: { id, state: { in: ["cancelled", "failed", "done"] } },
      data: { state: "waiting", failure: null, failureCode: null, endedAt: null },
    });
    if (count === 0) throw new ProtocolError("conflict", "This run is going on already.");
    await audit(viewer, "run.continued", { type: "run", id }, undefined, tx);
  });
  wakeRunner();
}
