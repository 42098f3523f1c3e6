import { db } from "@duologue/db";
import type { PersonaDocument } from "@duologue/persona";
import { type CallSpec, ProtocolError } from "@duologue/protocol";

/**
 * The voice a call is to be spoken in; null: the speaker's own. What the document says about consent is not believed: the
 * records decide. Throws `voice_consent_missing` or `voice_unusable`.
 */
export async function findCallVoice(teamId: string, { voice }: PersonaDocument): Promise<CallSpec["voice"]> {
  if (voice.kind !== "sample" || !voice.ref) return null;
  const found = await db.voice.findFirst({
    where: { id: voice.ref, teamId, deletedAt: null },
    select: { id: true, sha256: true, normalisedKey: true, consents: { where: { withdrawnAt: null }, select: { id: true }, take: 1 } },
  });
  if (!found)
    throw new ProtocolError("voice_consent_missing", "The voice of this persona is not in this team's library. Choose another voice.");
  if (found.consents.length === 0) {
    throw new ProtocolError(
      "voice_consent_missing",
      "The voice of this persona has no recorded consent. Record it under Voices, or choose another voice.",
    );
  }
  if (!found.normalisedKey || !found.sha256) {
    throw new ProtocolError("voice_unusable", "The voice of this persona did not pass its checks. Trim or replace it under Voices.");
  }
  return { id: found.id, sha256: found.sha256 };
}
