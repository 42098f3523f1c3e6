/** What a session cookie holds, and a new one where a session must go on under a changed password. */
import { db } from "@duologue/db";
import { encode, type JWT } from "next-auth/jwt";
import { env, isHttps } from "../env";
import { cookieHeader } from "../http/cookie-header";
import { keyHash } from "../secrets";

/** next-auth's own default */
const LIFETIME_SECONDS = 30 * 86_400;

/** Changes whenever the password does. A session holds the stamp it began with, and ends when that is no longer the account's. */
export function passwordStamp(passwordHash: string | null): string {
  return passwordHash === null ? "none" : keyHash(passwordHash);
}

/** The claims of a new session of this person. */
export async function sessionClaims(userId: string): Promise<JWT> {
  const { id, name, email, passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  return { sub: id, name, email, stamp: passwordStamp(passwordHash) };
}

/** The Set-Cookie value of a new session of this person, as next-auth would set it. */
export async function sessionCookieHeader(userId: string): Promise<string> {
  const token = await encode({ token: await sessionClaims(userId), secret: env().NEXTAUTH_SECRET, maxAge: LIFETIME_SECONDS });
  const name = `${isHttps() ? "__Secure-" : ""}next-auth.session-token`;
  return cookieHeader(name, token, { maxAgeSeconds: LIFETIME_SECONDS });
}
