import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { now } from "../clock";
import { endCallsOfLinks } from "../links/end-calls-of-links";

/** Can be undone with `restorePersona`. Its links stop at once and are open again after the undo; its calls are kept. */
export async function deletePersona(viewer: Viewer, id: string): Promise<void> {
  await setDeleted(viewer, id, true);
  const links = await db.shareLink.findMany({ where: { personaId: id, revokedAt: null }, select: { id: true } });
  await endCallsOfLinks(links.map((link) => link.id));
}

export async function restorePersona(viewer: Viewer, id: string): Promise<void> {
  await setDeleted(viewer, id, false);
}

async function setDeleted(viewer: Viewer, id: string, deleted: boolean): Promise<void> {
  const { count } = await db.persona.updateMany({
    where: { id, teamId: viewer.teamId, deletedAt: deleted ? null : { not: null } },
    data: { deletedAt: deleted ? now() : null },
  });
  if (count === 0) throw new ProtocolError("not_found");
  await audit(viewer, deleted ? "persona.deleted" : "persona.restored", { type: "persona", id });
}
