import { db } from "@duologue/db";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { now } from "../clock";
import { storage } from "../storage/storage";
import { findVoice } from "./find-voice";

/** Removes the audio for good; who consented to what stays on record. May be repeated after a failure. */
export async function deleteVoice(viewer: Viewer, id: string): Promise<void> {
  const voice = await findVoice(viewer.teamId, id);
  if (voice.normalisedKey) await storage().delete(voice.normalisedKey);
  await storage().delete(voice.originalKey);
  await db.voice.update({ where: { id }, data: { deletedAt: now(), normalisedKey: null, peaks: [] } });
  await audit(viewer, "voice.deleted", { type: "voice", id });
}
