import { db, type Prisma } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { InviteInfo } from "@/lib/shared/team";
import { now } from "../clock";
import { tokenHash } from "../secrets";

/** The invite of this token, if it can still be used. */
export function findOpenInvite(token: string, database: Prisma.TransactionClient = db) {
  return database.invite.findFirst({
    where: { tokenHash: tokenHash(token), acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } },
    include: { team: { select: { name: true } } },
  });
}

/** For the invite page. Throws `gone` for a token that is unknown, used, withdrawn or expired. */
export async function describeInvite(token: string): Promise<InviteInfo> {
  const invite = await findOpenInvite(token);
  if (!invite) throw new ProtocolError("gone", "This invite has been used, withdrawn or has expired. Ask for a new one.");
  return { teamName: invite.team.name, role: invite.role, expiresAt: invite.expiresAt.toISOString() };
}
