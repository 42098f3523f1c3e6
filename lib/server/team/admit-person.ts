/** How somebody becomes a member: the first person creates the team, everybody else brings an invite. */
import { db, type Prisma } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { audit } from "../audit";
import { findOpenInvite } from "./find-invite";

type Transaction = Prisma.TransactionClient;

/** Any number; only admissions take this lock. */
const ADMISSION_LOCK = 7_201_931;

/** Two first persons at once must not both create a team, nor two people use one invite. */
export async function lockAdmission(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ADMISSION_LOCK}::bigint)`;
}

/** True when a newcomer with this token (or none) would be let in. */
export async function mayJoin(inviteToken: string | null): Promise<boolean> {
  if ((await db.team.count()) === 0) return true;
  return inviteToken !== null && (await findOpenInvite(inviteToken)) !== null;
}

/** Makes an account that exists already a member. Throws `forbidden` or `gone`. */
export async function admitPerson(userId: string, inviteToken: string | null, name: string | null): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockAdmission(tx);
    await admitIn(tx, inviteToken, name, async () => userId);
  });
}

/** `makeUser` runs only once it is certain that the person is let in. */
export async function admitIn(
  tx: Transaction,
  inviteToken: string | null,
  name: string | null,
  makeUser: () => Promise<string>,
): Promise<{ userId: string; teamId: string }> {
  if ((await tx.team.count()) === 0) {
    const userId = await makeUser();
    const team = await tx.team.create({
      data: { name: name ? `${name}'s team` : "My team", memberships: { create: { userId, role: "owner" } } },
    });
    await audit({ teamId: team.id, userId }, "team.created", { type: "team", id: team.id }, undefined, tx);
    return { userId, teamId: team.id };
  }
  if (!inviteToken) throw new ProtocolError("forbidden", "This studio is joined by invitation. Ask a member for an invite link.");
  const invite = await findOpenInvite(inviteToken, tx);
  if (!invite) throw new ProtocolError("gone", "This invite has been used, withdrawn or has expired. Ask for a new one.");
  const userId = await makeUser();
  await tx.membership.upsert({
    where: { userId_teamId: { userId, teamId: invite.teamId } },
    create: { userId, teamId: invite.teamId, role: invite.role },
    update: {},
  });
  await tx.invite.update({ where: { id: invite.id }, data: { acceptedAt: new Date(), acceptedBy: userId } });
  await audit({ teamId: invite.teamId, userId }, "invite.accepted", { type: "invite", id: invite.id }, { role: invite.role }, tx);
  return { userId, teamId: invite.teamId };
}
