/** Invites of a team. */
import { db, type Invite } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { z } from "zod";
import type { InviteSummary, inviteInput, NewInvite } from "@/lib/shared/team";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { now } from "../clock";
import { env } from "../env";
import { newToken, tokenHash } from "../secrets";
import { namesOf } from "./names-of";

const DAY_MS = 86_400_000;

/** Makes an invite that lets one person in. The URL holds the only copy of its token. */
export async function createInvite(viewer: Viewer, { role, expiresInDays }: z.output<typeof inviteInput>): Promise<NewInvite> {
  const token = newToken();
  const invite = await db.$transaction(async (tx) => {
    const expiresAt = new Date(now().getTime() + expiresInDays * DAY_MS);
    const data = { teamId: viewer.teamId, role, expiresAt, createdById: viewer.userId, tokenHash: tokenHash(token) };
    const created = await tx.invite.create({ data });
    await audit(viewer, "invite.created", { type: "invite", id: created.id }, { role }, tx);
    return created;
  });
  const [summary] = await summarise([invite]);
  return { ...(summary as InviteSummary), url: `${env().NEXTAUTH_URL.replace(/\/$/, "")}/invite/${token}` };
}

export async function listInvites(viewer: Viewer): Promise<InviteSummary[]> {
  return summarise(await db.invite.findMany({ where: { teamId: viewer.teamId }, orderBy: { createdAt: "desc" }, take: 200 }));
}

/** Throws `not_found` for another team's invite, `conflict` for one that was accepted. */
export async function revokeInvite(viewer: Viewer, inviteId: string): Promise<void> {
  const invite = await db.invite.findFirst({ where: { id: inviteId, teamId: viewer.teamId } });
  if (!invite) throw new ProtocolError("not_found");
  const { count } = await db.invite.updateMany({
    where: { id: inviteId, acceptedAt: null },
    data: { revokedAt: invite.revokedAt ?? now() },
  });
  if (count === 0) throw new ProtocolError("conflict", "This invite was accepted already. Remove the member instead.");
  await audit(viewer, "invite.revoked", { type: "invite", id: inviteId });
}

async function summarise(invites: Invite[]): Promise<InviteSummary[]> {
  const names = await namesOf(invites.flatMap(({ createdById, acceptedBy }) => [createdById, acceptedBy]));
  return invites.map((invite) => ({
    id: invite.id,
    role: invite.role,
    state: stateOf(invite),
    createdAt: invite.createdAt.toISOString(),
    expiresAt: invite.expiresAt.toISOString(),
    createdByName: names.get(invite.createdById) ?? null,
    acceptedByName: (invite.acceptedBy && names.get(invite.acceptedBy)) || null,
  }));
}

function stateOf({ acceptedAt, revokedAt, expiresAt }: Invite): InviteSummary["state"] {
  if (acceptedAt) return "accepted";
  if (revokedAt) return "revoked";
  return expiresAt <= now() ? "expired" : "open";
}
