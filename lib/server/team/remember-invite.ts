import { cookieHeader } from "../http/cookie-header";
import { describeInvite } from "./find-invite";

/** Carries an invite through a sign-in at another service. */
export const INVITE_COOKIE = "duologue-invite";
const LIFETIME_SECONDS = 30 * 60;

/** The cookie to set. Throws `gone` for an invite that cannot be used. */
export async function rememberInvite(token: string): Promise<string> {
  await describeInvite(token);
  return cookieHeader(INVITE_COOKIE, token, { maxAgeSeconds: LIFETIME_SECONDS });
}
