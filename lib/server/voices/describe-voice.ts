/** Rows → what the API says. */
import { db } from "@duologue/db";
import type { ConsentBasis, VoiceConsent, VoiceDetail, VoiceSummary } from "@/lib/shared/voices";
import { namesOf } from "../team/names-of";
import type { FoundVoice } from "./find-voice";
import { worstLevel } from "./judge-voice";
import type { StoredChecks } from "./stored-checks";

export async function describeVoices(teamId: string, voices: FoundVoice[]): Promise<VoiceSummary[]> {
  const names = await namesOf(voices.flatMap((voice) => voice.consents.map((consent) => consent.recordedById)));
  const users = await findUses(teamId);
  return voices.map((voice) => ({
    id: voice.id,
    name: voice.name,
    durationMs: voice.trimEndMs - voice.trimStartMs,
    level: worstLevel((voice.checks as unknown as StoredChecks).checks),
    consent: describeConsent(voice, names),
    usedBy: users.get(voice.id) ?? [],
    createdAt: voice.createdAt.toISOString(),
  }));
}

export async function describeVoice(voice: FoundVoice): Promise<VoiceDetail> {
  const [summary] = await describeVoices(voice.teamId, [voice]);
  const { checks, figures } = voice.checks as unknown as StoredChecks;
  return {
    ...(summary as VoiceSummary),
    fileName: voice.fileName,
    originalMs: voice.durationMs,
    trimStartMs: voice.trimStartMs,
    trimEndMs: voice.trimEndMs,
    checks,
    figures,
    peaks: voice.peaks as number[],
    sha256: voice.sha256,
  };
}

function describeConsent(voice: FoundVoice, names: Map<string, string>): VoiceConsent | null {
  const [consent] = voice.consents;
  if (!consent) return null;
  return {
    id: consent.id,
    basis: consent.basis as ConsentBasis,
    speakerName: consent.speakerName,
    statement: consent.statement,
    agreedOn: consent.agreedOn?.toISOString().slice(0, 10) ?? null,
    recordedBy: names.get(consent.recordedById) ?? "A former member",
    recordedAt: consent.recordedAt.toISOString(),
  };
}

/** Voice id → names of the personas whose draft uses it. */
async function findUses(teamId: string): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<{ name: string; ref: string }[]>`
    SELECT name, document->'voice'->>'ref' AS ref FROM "Persona"
    WHERE "teamId" = ${teamId} AND "deletedAt" IS NULL AND document->'voice'->>'kind' = 'sample' AND document->'voice'->>'ref' IS NOT NULL
    ORDER BY name`;
  const uses = new Map<string, string[]>();
  for (const { name, ref } of rows) uses.set(ref, [...(uses.get(ref) ?? []), name]);
  return uses;
}
