import { db } from "@duologue/db";

/** False for somebody who signs in by e-mail link or through another service only. */
export async function hasPassword(userId: string): Promise<boolean> {
  return (await db.user.count({ where: { id: userId, passwordHash: { not: null } } })) > 0;
}
