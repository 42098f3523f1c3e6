import { db } from "@duologue/db";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { now } from "../clock";
import { endCallsOfLinks } from "./end-calls-of-links";
import { findLink } from "./find-link";

/** Closes a link for good and ends its live calls at once. Revoking twice changes nothing. */
export async function revokeLink(viewer: Viewer, id: string): Promise<{ endedCalls: number }> {
  const link = await findLink(viewer.teamId, id);
  const { count } = await db.shareLink.updateMany({ where: { id: link.id, revokedAt: null }, data: { revokedAt: now() } });
  if (count > 0) await audit(viewer, "link.revoked", { type: "link", id });
  return { endedCalls: await endCallsOfLinks([id]) };
}
