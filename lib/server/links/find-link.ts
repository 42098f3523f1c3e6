import { db, type ShareLink } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { tokenHash } from "../secrets";

/** A link of this team. Throws `not_found`, also for another team's. */
export async function findLink(teamId: string, id: string): Promise<ShareLink> {
  const link = await db.shareLink.findFirst({ where: { id, teamId, persona: { deletedAt: null } } });
  if (!link) throw new ProtocolError("not_found");
  return link;
}

/** The link of a public token with its persona version. Throws `not_found` for an unknown token and for a deleted persona. */
export async function findPublicLink(token: string) {
  const link = await db.shareLink.findUnique({
    where: { tokenHash: tokenHash(token) },
    include: { version: { select: { document: true } }, persona: { select: { deletedAt: true } } },
  });
  if (!link || link.persona.deletedAt) throw new ProtocolError("not_found", "There is no such link. Check that its address is complete.");
  return link;
}
export type PublicLinkRow = Awaited<ReturnType<typeof findPublicLink>>;
