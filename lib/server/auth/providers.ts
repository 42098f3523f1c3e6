/** The ways to sign in. */
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import EmailProvider from "next-auth/providers/email";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { env } from "../env";
import { checkCredentials } from "./check-credentials";
import { sendSignInLink } from "./send-sign-in-link";

type Provider = NextAuthOptions["providers"][number];

export function authProviders(inviteToken: string | null): Provider[] {
  const settings = env();
  const providers: Provider[] = [
    CredentialsProvider({
      name: "Password",
      credentials: { email: { label: "E-mail", type: "email" }, password: { label: "Password", type: "password" } },
      authorize: (credentials, request) => checkCredentials(credentials, new Headers(request.headers as Record<string, string>)),
    }),
  ];
  if (hasOidc()) providers.push(oidcProvider());
  if (settings.GITHUB_ID && settings.GITHUB_SECRET) {
    providers.push(GitHubProvider({ clientId: settings.GITHUB_ID, clientSecret: settings.GITHUB_SECRET }));
  }
  if (settings.GOOGLE_CLIENT_ID && settings.GOOGLE_CLIENT_SECRET) {
    providers.push(GoogleProvider({ clientId: settings.GOOGLE_CLIENT_ID, clientSecret: settings.GOOGLE_CLIENT_SECRET }));
  }
  if (hasEmailLink()) {
    providers.push(
      EmailProvider({
        server: settings.SMTP_URL as string,
        from: settings.EMAIL_FROM as string,
        maxAge: 15 * 60,
        sendVerificationRequest: ({ identifier, url }) => sendSignInLink(identifier, url, inviteToken),
      }),
    );
  }
  return providers;
}

export function hasEmailLink(): boolean {
  return Boolean(env().SMTP_URL && env().EMAIL_FROM);
}

export function hasOidc(): boolean {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env();
  return Boolean(OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET);
}

function oidcProvider(): Provider {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  return {
    id: "oidc",
    name: OIDC_NAME ?? "Single sign-on",
    type: "oauth",
    wellKnown: `${OIDC_ISSUER?.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID as string,
    clientSecret: OIDC_CLIENT_SECRET as string,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    profile: (claims: { sub: string; name?: string; email?: string; picture?: string }) => ({
      id: claims.sub,
      name: claims.name ?? null,
      email: claims.email?.toLowerCase() ?? null,
      image: claims.picture ?? null,
    }),
  };
}
