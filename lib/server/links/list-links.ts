import { db, type Prisma } from "@duologue/db";
import type { LinkSummary } from "@/lib/shared/links";
import type { Viewer } from "../auth/session";
import { documentSha256 } from "../personas/snapshot-version";
import { readDocument } from "../personas/stored-document";
import { namesOf } from "../team/names-of";
import { linkState } from "./link-state";

/** Links of the team, newest first; of one persona only, where it is named. Links of deleted personas are left out. */
export async function listLinks(viewer: Viewer, personaId?: string): Promise<LinkSummary[]> {
  const where = { teamId: viewer.teamId, persona: { deletedAt: null }, ...(personaId ? { personaId } : {}) };
  return summariseLinks(where);
}

export async function summariseLinks(where: Prisma.ShareLinkWhereInput): Promise<LinkSummary[]> {
  const links = await db.shareLink.findMany({
    where,
    orderBy: { createdAt: "desc" },
    take: 500,
    include: { persona: { select: { name: true, document: true } }, version: { select: { number: true, sha256: true } } },
  });
  const live = await db.call.groupBy({
    by: ["linkId"],
    where: { linkId: { in: links.map(({ id }) => id) }, state: { notIn: ["created", "ended"] } },
    _count: { _all: true },
  });
  const liveCounts = new Map(live.map(({ linkId, _count }) => [linkId, _count._all]));
  const names = await namesOf(links.map(({ createdById }) => createdById));
  const drafts = new Map<string, string>();
  for (const { personaId, persona } of links) {
    if (!drafts.has(personaId)) drafts.set(personaId, documentSha256(readDocument(persona.document)));
  }
  return links.map((link) => ({
    id: link.id,
    personaId: link.personaId,
    personaName: link.persona.name,
    label: link.label,
    state: linkState(link),
    passwordProtected: link.passwordHash !== null,
    expiresAt: link.expiresAt?.toISOString() ?? null,
    callCap: link.callCap,
    callCount: link.callCount,
    maxCallSeconds: link.maxCallSeconds,
    offer: link.offer,
    createdAt: link.createdAt.toISOString(),
    createdByName: names.get(link.createdById) ?? null,
    revokedAt: link.revokedAt?.toISOString() ?? null,
    versionNumber: link.version.number,
    upToDate: link.version.sha256 === drafts.get(link.personaId),
    liveCallCount: liveCounts.get(link.id) ?? 0,
  }));
}
