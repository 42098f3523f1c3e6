/** The password of a link, and the cookie that remembers that it was given. */
import { createHash } from "node:crypto";
import { ProtocolError } from "@duologue/protocol";
import { jwtVerify, SignJWT } from "jose";
import type { CookieJar } from "../auth/session";
import { env } from "../env";
import { cookieHeader } from "../http/cookie-header";
import { consumeFor, forgiveFor } from "../http/rate-limit";
import { verifyPassword } from "../secrets";
import { findPublicLink, type PublicLinkRow } from "./find-link";
import { requireOpen } from "./link-state";

const AUDIENCE = "duologue-link";
const LIFETIME_SECONDS = 12 * 3_600;
const BY_LINK = { name: "link-password", points: 30, perSeconds: 600 };

const key = () => new TextEncoder().encode(env().NEXTAUTH_SECRET);
const cookieName = (linkId: string) => `duologue-link-${linkId}`;

/** The cookie to set. Throws `link_password_wrong`, `rate_limited`, or why the link is closed. */
export async function unlockLink(token: string, password: string): Promise<string> {
  const link = await findPublicLink(token);
  requireOpen(link);
  await consumeFor(BY_LINK, link.id);
  if (link.passwordHash && !(await verifyPassword(link.passwordHash, password))) throw new ProtocolError("link_password_wrong");
  await forgiveFor(BY_LINK, link.id);
  const grant = await new SignJWT({ password: fingerprint(link) })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(link.id)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(key());
  return cookieHeader(cookieName(link.id), grant, { maxAgeSeconds: LIFETIME_SECONDS });
}

/** True for links without a password, and where the cookie proves the password that the link has now. */
export async function isUnlocked(link: PublicLinkRow, cookies: CookieJar): Promise<boolean> {
  if (!link.passwordHash) return true;
  const grant = cookies[cookieName(link.id)];
  if (!grant) return false;
  const verified = await jwtVerify(grant, key(), { algorithms: ["HS256"], audience: AUDIENCE, subject: link.id }).catch(() => null);
  return verified?.payload.password === fingerprint(link);
}

/** Changes with the password, so that a new one locks everybody out again. */
function fingerprint({ passwordHash }: PublicLinkRow): string {
  return createHash("sha256")
    .update(passwordHash ?? "")
    .digest("base64url")
    .slice(0, 22);
}
