/** Somebody who knows the present password takes another one. */
import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { PASSWORD_IS_ADDRESS_WORDS, passwordIsAddress } from "@/lib/shared/password-is-address";
import type { ChangePasswordInput } from "@/lib/shared/team";
import { consumeFor, forgiveFor } from "../http/rate-limit";
import { hashPassword, verifyPassword } from "../secrets";
import type { Person } from "./session";
import { sessionCookieHeader } from "./session-token";

const BY_ACCOUNT = { name: "password-change", points: 10, perSeconds: 900 };

/**
 * Every session of the account ends but the asking one: returns the cookie it goes on with. Throws `rate_limited`, `conflict` for an
 * account without a password, `invalid_input` where the present one is wrong.
 */
export async function changePassword({ userId }: Person, { current, next }: ChangePasswordInput): Promise<string> {
  await consumeFor(BY_ACCOUNT, userId);
  const { passwordHash, email } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true, email: true } });
  if (passwordHash === null) {
    throw new ProtocolError("conflict", "This account has no password: it signs in by e-mail link or through another service.");
  }
  if (!(await verifyPassword(passwordHash, current))) {
    throw new ProtocolError("invalid_input", undefined, { fields: { current: "That is not your present password." } });
  }
  if (email !== null && passwordIsAddress(next, email)) {
    throw new ProtocolError("invalid_input", undefined, { fields: { next: PASSWORD_IS_ADDRESS_WORDS } });
  }
  const changed = { passwordHash: await hashPassword(next) };
  // two changes at the same moment: the second one no longer knows the present password
  const { count } = await db.user.updateMany({ where: { id: userId, passwordHash }, data: changed });
  if (count === 0) throw new ProtocolError("conflict", "Your password was changed in the meantime. Sign in again.");
  await forgiveFor(BY_ACCOUNT, userId);
  return sessionCookieHeader(userId);
}
