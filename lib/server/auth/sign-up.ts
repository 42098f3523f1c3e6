/** A new account with e-mail and password. */
import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { SignUpInput } from "@/lib/shared/team";
import { hashPassword } from "../secrets";
import { admitIn, lockAdmission } from "../team/admit-person";

/**
 * The first person creates the team and owns it; everybody else needs an invite. Errors: `forbidden` without one (whatever
 * the address), `gone` for a used or expired one, `conflict` where, with a good invite, the address has an account already.
 * An account that belongs to no team any more is begun anew instead: an owner's way to help somebody who forgot the password is to
 * remove and invite again. What signed it in before (password, other services, sessions) no longer does.
 */
export async function signUp({ name, email, password, inviteToken }: SignUpInput): Promise<{ userId: string }> {
  const passwordHash = await hashPassword(password);
  const address = email.trim().toLowerCase();
  return db.$transaction(async (tx) => {
    await lockAdmission(tx);
    const user = { name, email: address, passwordHash };
    return admitIn(tx, inviteToken ?? null, name, async () => {
      const known = await tx.user.findUnique({ where: { email: address }, select: { id: true, memberships: { take: 1 } } });
      if (known?.memberships.length === 0) {
        await tx.account.deleteMany({ where: { userId: known.id } });
        return (await tx.user.update({ where: { id: known.id }, data: user, select: { id: true } })).id;
      }
      if (known) {
        throw new ProtocolError("conflict", "This address has an account already. Sign in with it, then open the invite link again.");
      }
      return (await tx.user.create({ data: user, select: { id: true } })).id;
    });
  });
}
