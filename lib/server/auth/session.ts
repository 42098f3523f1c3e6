/** Who is asking. Every way in ends in `findPerson` and `findViewer`; roles are read from the database each time. */
import { db } from "@duologue/db";
import { getToken } from "next-auth/jwt";
import type { SessionUser } from "@/lib/shared/team";
import { env, isHttps } from "../env";
import { passwordStamp } from "./session-token";

export type Viewer = SessionUser;
export interface Person {
  userId: string;
  name: string | null;
  email: string | null;
}
export type CookieJar = Record<string, string>;

/** The active team of somebody who belongs to several. */
export const TEAM_COOKIE = "duologue-team";

/** The person of the session cookie; null when there is none, it is forged or expired, the account is gone or its password is another. */
export async function findPerson(cookies: CookieJar): Promise<Person | null> {
  const token = await getToken({ req: { cookies, headers: {} } as never, secret: env().NEXTAUTH_SECRET, secureCookie: isHttps() });
  if (!token?.sub) return null;
  const user = await db.user.findUnique({ where: { id: token.sub }, select: { id: true, name: true, email: true, passwordHash: true } });
  return user && token.stamp === passwordStamp(user.passwordHash) ? { userId: user.id, name: user.name, email: user.email } : null;
}

/** The person with the active team and the role in it; null for somebody who belongs to no team (any more). */
export async function findViewer(person: Person, cookies: CookieJar): Promise<Viewer | null> {
  const memberships = await db.membership.findMany({
    where: { userId: person.userId },
    orderBy: [{ createdAt: "asc" }, { teamId: "asc" }],
    include: { team: { select: { name: true } } },
  });
  const active = memberships.find(({ teamId }) => teamId === cookies[TEAM_COOKIE]) ?? memberships[0];
  return active ? { ...person, teamId: active.teamId, teamName: active.team.name, role: active.role } : null;
}

/** Cookies of a plain Request. */
export function readCookies(headers: Headers): CookieJar {
  const jar: CookieJar = {};
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const cut = pair.indexOf("=");
    if (cut < 1) continue;
    const value = pair.slice(cut + 1).trim();
    try {
      jar[pair.slice(0, cut).trim()] = decodeURIComponent(value);
    } catch {
      jar[pair.slice(0, cut).trim()] = value;
    }
  }
  return jar;
}
