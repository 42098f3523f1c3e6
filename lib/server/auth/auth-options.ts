/** next-auth's settings: password always, the rest where its variables are set. */
import { PrismaAdapter } from "@auth/prisma-adapter";
import { db } from "@duologue/db";
import type { NextAuthOptions } from "next-auth";
import { env } from "../env";
import { log } from "../log";
import { admitPerson, mayJoin } from "../team/admit-person";
import { isKnownEmail } from "./is-known-email";
import { authProviders } from "./providers";
import { sessionClaims } from "./session-token";

export const INVITE_REQUIRED_PAGE = "/sign-in?error=invite_required";

/** `inviteToken`: from the cookie that POST /api/invites/remember set before the person went to another service. */
export function authOptions(inviteToken: string | null): NextAuthOptions {
  return {
    adapter: PrismaAdapter(db) as NextAuthOptions["adapter"],
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt" },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in", verifyRequest: "/check-email" },
    providers: authProviders(inviteToken),
    callbacks: {
      async signIn({ user, account, email }) {
        if (!account || account.type === "credentials") return true;
        // whether a link is really sent is decided in silence, so that the answer tells nothing about the address
        if (email?.verificationRequest) return true;
        return (await isKnown(account, user.email)) || (await mayJoin(inviteToken)) || INVITE_REQUIRED_PAGE;
      },
      jwt: ({ token, user }) => (user ? sessionClaims(user.id) : token),
      session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub } }),
    },
    events: {
      async createUser({ user }) {
        try {
          await admitPerson(user.id, inviteToken, user.name ?? null);
        } catch (error) {
          await db.user.delete({ where: { id: user.id } });
          throw error;
        }
      },
    },
    logger: {
      error: (code) => log().warn({ code }, "Signing in did not work"),
      warn: (code) => log().debug({ code }, "next-auth warns"),
      debug: () => {},
    },
  };
}

async function isKnown(
  account: { type: string; provider: string; providerAccountId: string },
  email: string | null | undefined,
): Promise<boolean> {
  if (account.type === "email") return isKnownEmail(email ?? account.providerAccountId);
  // somebody who signed up in another way: next-auth refuses with words that say so, or links the two where he is signed in
  if (email && (await isKnownEmail(email))) return true;
  const { provider, providerAccountId } = account;
  return (await db.account.findUnique({ where: { provider_providerAccountId: { provider, providerAccountId } } })) !== null;
}
