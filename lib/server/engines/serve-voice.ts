import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { serveStored } from "../storage/serve-stored";

/** The normalised sample, for an engine that has a call going in this voice. Throws `not_found`, `voice_consent_missing`. */
export async function serveVoice(engineId: string, voiceId: string, request: Request): Promise<Response> {
  const isNeeded = await db.call.count({
    where: { engineId, state: { not: "ended" }, spec: { path: ["voice", "id"], equals: voiceId } },
  });
  const voice = isNeeded ? await db.voice.findFirst({ where: { id: voiceId, deletedAt: null }, include: { consents: true } }) : null;
  if (!voice?.normalisedKey) throw new ProtocolError("not_found");
  if (!voice.consents.some(({ withdrawnAt }) => withdrawnAt === null)) throw new ProtocolError("voice_consent_missing");
  return serveStored(request, voice.normalisedKey, { contentType: "audio/wav" });
}
