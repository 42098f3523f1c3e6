import type { Invite, PrismaClient, Role, Team, User } from "../client";

export async function seedTeam(db: PrismaClient, name: string): Promise<Team> {
  return db.team.create({ data: { name } });
}

/** A member of `team`. `passwordHash`: argon2id, where the person is to sign in with a password. */
export async function seedMember(
  db: PrismaClient,
  team: Team,
  role: Role,
  { name = role as string, email, passwordHash }: { name?: string; email: string; passwordHash?: string },
): Promise<User> {
  const data = { name, email, passwordHash: passwordHash ?? null, memberships: { create: { teamId: team.id, role } } };
  return db.user.create({ data });
}

/** `tokenHash`: SHA-256 of the invite's token, hex. */
export async function seedInvite(
  db: PrismaClient,
  team: Team,
  { role, tokenHash, createdById, expiresAt }: Pick<Invite, "role" | "tokenHash" | "createdById" | "expiresAt">,
): Promise<Invite> {
  return db.invite.create({ data: { teamId: team.id, role, tokenHash, createdById, expiresAt } });
}
