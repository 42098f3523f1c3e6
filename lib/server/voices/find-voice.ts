import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";

/** A voice of this team with its valid consents, newest first. Throws `not_found`. */
export async function findVoice(teamId: string, id: string) {
  const voice = await db.voice.findFirst({
    where: { id, teamId, deletedAt: null },
    include: { consents: { where: { withdrawnAt: null }, orderBy: { recordedAt: "desc" } } },
  });
  if (!voice) throw new ProtocolError("not_found");
  return voice;
}
export type FoundVoice = Awaited<ReturnType<typeof findVoice>>;
