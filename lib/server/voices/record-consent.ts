import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { ConsentInput, VoiceDetail } from "@/lib/shared/voices";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { now } from "../clock";
import { findVoice } from "./find-voice";
import { readVoice } from "./read-voice";
import { withdrawAll } from "./withdraw-consent";

/** the day begins this much earlier somewhere on earth than in UTC */
const EARLIEST_ZONE_MS = 14 * 3_600_000;

/**
 * A newer statement takes the place of the one before, which is kept as withdrawn. Throws `invalid_input` for a day that is still to come, and
 * where somebody else's voice is called one's own.
 */
export async function recordConsent(viewer: Viewer, voiceId: string, { confirmed: _, ...input }: ConsentInput): Promise<VoiceDetail> {
  await findVoice(viewer.teamId, voiceId);
  const agreedOn = new Date(input.agreedOn);
  if (agreedOn.getTime() > now().getTime() + EARLIEST_ZONE_MS) {
    throw new ProtocolError("invalid_input", undefined, { fields: { agreedOn: "Enter a day that has come." } });
  }
  if (input.basis === "own-voice" && input.speakerName !== viewer.name?.trim()) {
    const words = "Your own voice is spoken by you: give your name as your account has it. If somebody else speaks, choose other grounds.";
    throw new ProtocolError("invalid_input", undefined, { fields: { speakerName: words } });
  }
  await db.$transaction(async (transaction) => {
    await withdrawAll(transaction, voiceId);
    const { id } = await transaction.consent.create({ data: { voiceId, ...input, agreedOn, recordedById: viewer.userId } });
    await audit(viewer, "voice.consent-recorded", { type: "voice", id: voiceId }, { consentId: id, basis: input.basis }, transaction);
  });
  return readVoice(viewer, voiceId);
}
