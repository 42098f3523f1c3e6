import { db, type Prisma } from "@duologue/db";
import type { VoiceDetail } from "@/lib/shared/voices";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { now } from "../clock";
import { findVoice } from "./find-voice";
import { readVoice } from "./read-voice";

/** From now on no new call may use the voice. */
export async function withdrawConsent(viewer: Viewer, voiceId: string): Promise<VoiceDetail> {
  await findVoice(viewer.teamId, voiceId);
  await withdrawAll(db, voiceId);
  await audit(viewer, "voice.consent-withdrawn", { type: "voice", id: voiceId });
  return readVoice(viewer, voiceId);
}

export async function withdrawAll(database: Prisma.TransactionClient, voiceId: string): Promise<void> {
  await database.consent.updateMany({ where: { voiceId, withdrawnAt: null }, data: { withdrawnAt: now() } });
}
