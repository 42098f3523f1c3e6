import { db } from "@duologue/db";
import type { Person } from "../auth/session";
import { admitIn, lockAdmission } from "./admit-person";
import { findOpenInvite } from "./find-invite";

/** Somebody who is signed in joins. Members of the team already keep their role, and the invite stays open for another. */
export async function acceptInvite(person: Person, token: string): Promise<{ teamId: string }> {
  return db.$transaction(async (tx) => {
    await lockAdmission(tx);
    const invite = await findOpenInvite(token, tx);
    const membership = invite && (await tx.membership.findFirst({ where: { userId: person.userId, teamId: invite.teamId } }));
    if (membership) return { teamId: membership.teamId };
    const { teamId } = await admitIn(tx, token, person.name, async () => person.userId);
    return { teamId };
  });
}
