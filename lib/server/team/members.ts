/** Members of a team and what they may do. A team always keeps an owner. */
import { db, type Prisma } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { MemberSummary, Role } from "@/lib/shared/team";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";

export async function listMembers(viewer: Viewer): Promise<MemberSummary[]> {
  const memberships = await db.membership.findMany({
    where: { teamId: viewer.teamId },
    orderBy: { createdAt: "asc" },
    include: { user: { select: { name: true, email: true } } },
  });
  return memberships.map(({ userId, role, createdAt, user }) => ({
    userId,
    name: user.name,
    email: user.email,
    role,
    joinedAt: createdAt.toISOString(),
    isYou: userId === viewer.userId,
  }));
}

/** Throws `not_found` for somebody outside the team, `conflict` when the last owner would step down. */
export async function changeRole(viewer: Viewer, userId: string, role: Role): Promise<void> {
  await withMember(viewer, userId, async (tx, member) => {
    if (member.role === "owner" && role !== "owner") await requireOtherOwner(tx, viewer.teamId, userId);
    await tx.membership.update({ where: { userId_teamId: { userId, teamId: viewer.teamId } }, data: { role } });
    await audit(viewer, "member.role_changed", { type: "member", id: userId }, { from: member.role, to: role }, tx);
  });
}

/** The person loses access with the next request. Throws like `changeRole`. */
export async function removeMember(viewer: Viewer, userId: string): Promise<void> {
  await withMember(viewer, userId, async (tx, member) => {
    if (member.role === "owner") await requireOtherOwner(tx, viewer.teamId, userId);
    await tx.membership.delete({ where: { userId_teamId: { userId, teamId: viewer.teamId } } });
    await audit(viewer, "member.removed", { type: "member", id: userId }, { role: member.role }, tx);
  });
}

/** The team's row is locked, so that two owners cannot remove each other at once. */
async function withMember(
  viewer: Viewer,
  userId: string,
  change: (tx: Prisma.TransactionClient, member: { role: Role }) => Promise<void>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Team" WHERE id = ${viewer.teamId} FOR UPDATE`;
    const member = await tx.membership.findUnique({ where: { userId_teamId: { userId, teamId: viewer.teamId } } });
    if (!member) throw new ProtocolError("not_found");
    await change(tx, member);
  });
}

async function requireOtherOwner(tx: Prisma.TransactionClient, teamId: string, userId: string): Promise<void> {
  const others = await tx.membership.count({ where: { teamId, role: "owner", userId: { not: userId } } });
  if (others === 0) throw new ProtocolError("conflict", "A team needs an owner. Make somebody else an owner first.");
}
