import { db } from "@duologue/db";

export async function isKnownEmail(email: string): Promise<boolean> {
  return (await db.user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true } })) !== null;
}
