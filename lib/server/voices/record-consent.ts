import { db } from "@duologue/db";
import type { ConsentInput, VoiceDetail } from "@/lib/shared/voices";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findVoice } from "./find-voice";
import { readVoice } from "./read-voice";
import { withdrawAll } from "./withdraw-consent";

/** A newer statement takes the place of the one before, which is kept as withdrawn. */
export async function recordConsent(viewer: Viewer, voiceId: string, input: ConsentInput): Promise<VoiceDetail> {
  await findVoice(viewer.teamId, voiceId);
  await db.$transaction(async (transaction) => {
    await withdrawAll(transaction, voiceId);
    const { id } = await transaction.consent.create({ data: { voiceId, ...input, recordedById: viewer.userId } });
    await audit(viewer, "voice.consent-recorded", { type: "voice", id: voiceId }, { consentId: id, basis: input.basis }, transaction);
  });
  return readVoice(viewer, voiceId);
}
