import { db } from "@duologue/db";

/** Names to show for user ids: the name, else the e-mail address. Accounts that are gone are left out. */
export async function namesOf(userIds: (string | null)[]): Promise<Map<string, string>> {
  const ids = [...new Set(userIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, email: true } });
  return new Map(users.map(({ id, name, email }) => [id, name ?? email ?? "Somebody"]));
}
