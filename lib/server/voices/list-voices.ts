import { db } from "@duologue/db";
import type { VoiceSummary } from "@/lib/shared/voices";
import type { Viewer } from "../auth/session";
import { describeVoices } from "./describe-voice";

/** Newest first. */
export async function listVoices(viewer: Viewer): Promise<VoiceSummary[]> {
  const voices = await db.voice.findMany({
    where: { teamId: viewer.teamId, deletedAt: null },
    include: { consents: { where: { withdrawnAt: null }, orderBy: { recordedAt: "desc" } } },
    orderBy: { createdAt: "desc" },
  });
  return describeVoices(viewer.teamId, voices);
}
