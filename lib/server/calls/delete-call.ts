import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { storage } from "../storage/storage";
import { findCall } from "./find-call";

/** Deletes a call with its recording and timeline, for good. Throws `conflict` while it goes on. */
export async function deleteCall(viewer: Viewer, id: string): Promise<void> {
  const call = await findCall(viewer.teamId, id);
  if (call.state !== "ended" && call.state !== "created") {
    throw new ProtocolError("conflict", "This call is going on. Hang up first, then delete it.");
  }
  for (const key of [call.recordingKey, call.timelineKey]) if (key) await storage().delete(key);
  await db.$transaction(async (tx) => {
    await tx.call.delete({ where: { id } });
    await audit(viewer, "call.deleted", { type: "call", id }, undefined, tx);
  });
}
