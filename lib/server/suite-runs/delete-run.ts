import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { storage } from "../storage/storage";
import { removeUnneededSounds } from "../suites/remove-unneeded-sounds";
import { suiteSounds } from "../suites/suite-sounds";
import { findRun } from "./find-run";

/** Deletes a run with the calls that it has played and their recordings, for good. Throws `conflict` while it goes on. */
export async function deleteRun(viewer: Viewer, id: string): Promise<void> {
  const { state, sounds } = await findRun(viewer.teamId, id);
  if (state === "waiting" || state === "running") throw new ProtocolError("conflict", "This run is going on. Cancel it first.");
  const calls = await db.call.findMany({
    where: { suiteResult: { runId: id }, state: "ended" },
    select: { id: true, recordingKey: true, timelineKey: true },
  });
  for (const { recordingKey, timelineKey } of calls) for (const key of [recordingKey, timelineKey]) if (key) await storage().delete(key);
  await db.$transaction(async (tx) => {
    await tx.call.deleteMany({ where: { id: { in: calls.map((call) => call.id) } } });
    await tx.suiteRun.delete({ where: { id } });
    await audit(viewer, "run.deleted", { type: "run", id }, undefined, tx);
  });
  await removeUnneededSounds(suiteSounds.parse(sounds));
}
