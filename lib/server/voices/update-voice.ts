import { db, type Prisma } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { MIN_VOICE_MS, type UpdateVoiceInput, type VoiceDetail } from "@/lib/shared/voices";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { storage } from "../storage/storage";
import { decodeAudio } from "./decode-audio";
import { type FoundVoice, findVoice } from "./find-voice";
import { prepareVoice } from "./prepare-voice";
import { readVoice } from "./read-voice";
import { storedChecks } from "./stored-checks";

/** Renames and trims; a new trim is measured and normalised again from the original. */
export async function updateVoice(viewer: Viewer, id: string, input: UpdateVoiceInput): Promise<VoiceDetail> {
  const voice = await findVoice(viewer.teamId, id);
  const trimStartMs = input.trimStartMs ?? voice.trimStartMs;
  const trimEndMs = Math.min(input.trimEndMs ?? voice.trimEndMs, voice.durationMs);
  const isTrimmed = trimStartMs !== voice.trimStartMs || trimEndMs !== voice.trimEndMs;
  await db.voice.update({
    where: { id },
    data: { ...(input.name ? { name: input.name } : {}), ...(isTrimmed ? await trim(voice, trimStartMs, trimEndMs) : {}) },
  });
  await audit(viewer, isTrimmed ? "voice.trimmed" : "voice.renamed", { type: "voice", id });
  return readVoice(viewer, id);
}

async function trim(voice: FoundVoice, trimStartMs: number, trimEndMs: number): Promise<Prisma.VoiceUpdateInput> {
  if (trimEndMs - trimStartMs < Math.min(MIN_VOICE_MS, voice.durationMs)) {
    throw new ProtocolError("invalid_input", "Expected at least 2 seconds between the two handles.", {
      fields: { trimEndMs: "Leave at least 2 seconds." },
    });
  }
  const bytes = await storage().get(voice.originalKey);
  if (!bytes) throw new ProtocolError("gone", "The original recording is no longer stored. Upload it again.");
  const { figures, checks, normalised } = await prepareVoice(await decodeAudio(bytes), trimStartMs, trimEndMs);
  const normalisedKey = normalised ? `voices/${voice.id}/normalised.wav` : null;
  if (normalised && normalisedKey) await storage().put(normalisedKey, normalised.wav);
  return {
    trimStartMs,
    trimEndMs,
    normalisedKey,
    sha256: normalised?.sha256 ?? null,
    checks: storedChecks({ checks, figures }),
  };
}
