/** E-mail and password → the person; the same answer after the same work for an unknown address and a wrong password. */
import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { consumeFor, consumeFromAddress, forgiveFor } from "../http/rate-limit";
import { verifyPassword } from "../secrets";

const BY_ADDRESS = { name: "sign-in", points: 20, perSeconds: 300 };
const BY_ACCOUNT = { name: "sign-in", points: 10, perSeconds: 900 };
const MAX_LENGTH = 300;

export interface SignedInPerson {
  id: string;
  name: string | null;
  email: string | null;
}

/** null: refused. Throws an Error with message "rate_limited", which next-auth hands to the sign-in page. */
export async function checkCredentials(
  credentials: Partial<Record<"email" | "password", unknown>> | undefined,
  headers: Headers,
): Promise<SignedInPerson | null> {
  const { email, password } = credentials ?? {};
  if (typeof email !== "string" || typeof password !== "string" || email.length > MAX_LENGTH || password.length > MAX_LENGTH) return null;
  const address = email.trim().toLowerCase();
  await countTry(address, headers);
  const user = await db.user.findUnique({ where: { email: address } });
  if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) return null;
  await forgiveFor(BY_ACCOUNT, address);
  return { id: user.id, name: user.name, email: user.email };
}

async function countTry(address: string, headers: Headers): Promise<void> {
  try {
    await consumeFromAddress(BY_ADDRESS, headers);
    await consumeFor(BY_ACCOUNT, address);
  } catch (error) {
    throw error instanceof ProtocolError ? new Error(error.code) : error;
  }
}
