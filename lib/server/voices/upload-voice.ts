import { randomUUID } from "node:crypto";
import { db } from "@duologue/db";
import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import type { VoiceDetail } from "@/lib/shared/voices";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { storage } from "../storage/storage";
import { decodeAudio } from "./decode-audio";
import { measurePeaks } from "./measure-samples";
import { prepareVoice } from "./prepare-voice";
import { readVoice } from "./read-voice";
import { storedChecks } from "./stored-checks";

/** Decodes, measures, normalises and keeps a sample. Throws `voice_undecodable` or `voice_too_long`; then nothing is kept. */
export async function uploadVoice(viewer: Viewer, upload: { name: string; fileName: string; bytes: Uint8Array }): Promise<VoiceDetail> {
  const samples = await decodeAudio(upload.bytes);
  const durationMs = Math.floor((samples.length / SAMPLE_RATE_HZ) * 1000);
  const { figures, checks, normalised } = await prepareVoice(samples, 0, durationMs);
  const id = randomUUID();
  const originalKey = `voices/${id}/original`;
  const normalisedKey = normalised ? `voices/${id}/normalised.wav` : null;
  await storage().put(originalKey, upload.bytes);
  if (normalised && normalisedKey) await storage().put(normalisedKey, normalised.wav);
  await db.$transaction(async (transaction) => {
    await transaction.voice.create({
      data: {
        id,
        teamId: viewer.teamId,
        name: upload.name,
        fileName: upload.fileName,
        originalKey,
        normalisedKey,
        sha256: normalised?.sha256 ?? null,
        durationMs,
        trimEndMs: durationMs,
        checks: storedChecks({ checks, figures }),
        peaks: measurePeaks(samples),
        createdById: viewer.userId,
      },
    });
    await audit(viewer, "voice.uploaded", { type: "voice", id }, {}, transaction);
  });
  return readVoice(viewer, id);
}
