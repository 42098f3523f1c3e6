import { db } from "@duologue/db";
import type { SignInOptions } from "@/lib/shared/team";
import { env } from "../env";
import { hasEmailLink, hasOidc } from "./providers";

/** What the sign-in page has to offer. */
export async function readSignInOptions(): Promise<SignInOptions> {
  const { OIDC_NAME, GITHUB_ID, GITHUB_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env();
  const providers: SignInOptions["providers"] = [];
  if (hasOidc()) providers.push({ id: "oidc", name: OIDC_NAME ?? "Single sign-on" });
  if (GITHUB_ID && GITHUB_SECRET) providers.push({ id: "github", name: "GitHub" });
  if (GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET) providers.push({ id: "google", name: "Google" });
  const firstPerson = (await db.team.count()) === 0;
  return { firstPerson, password: true, emailLink: hasEmailLink(), providers };
}
