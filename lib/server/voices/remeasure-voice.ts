import { db, type Prisma } from "@duologue/db";
import { storage } from "../storage/storage";
import { decodeAudio } from "./decode-audio";
import type { FoundVoice } from "./find-voice";
import { measurePeaks } from "./measure-samples";
import { prepareVoice } from "./prepare-voice";
import { isMeasuredAsNow, storedChecks } from "./stored-checks";

/**
 * Figures, verdicts and peaks that were measured in an older way are measured again, from the original; a voice whose original cannot be
 * read keeps what it has. What the model hears stays: it was levelled to the same loudness, and versions and calls name it by its hash.
 */
export async function remeasureVoice(voice: FoundVoice): Promise<FoundVoice> {
  if (isMeasuredAsNow(voice.checks)) return voice;
  const bytes = await storage().get(voice.originalKey);
  const samples = bytes && (await decodeAudio(bytes).catch(() => null));
  if (!samples) return voice;
  const { id, trimStartMs, trimEndMs } = voice;
  const checks = storedChecks(await prepareVoice(samples, trimStartMs, trimEndMs));
  const peaks = measurePeaks(samples);
  // not over a trim that somebody has just made
  const { count } = await db.voice.updateMany({ where: { id, trimStartMs, trimEndMs, deletedAt: null }, data: { checks, peaks } });
  return count > 0 ? { ...voice, checks: checks as Prisma.JsonObject, peaks } : voice;
}
