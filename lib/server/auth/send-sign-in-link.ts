/** The magic link by e-mail. Nobody learns from the answer whether an address is known. */
import { createTransport } from "nodemailer";
import { env } from "../env";
import { consumeFor } from "../http/rate-limit";
import { log } from "../log";
import { mayJoin } from "../team/admit-person";
import { isKnownEmail } from "./is-known-email";

const BY_ACCOUNT = { name: "e-mail-link", points: 5, perSeconds: 900 };

/**
 * Sends the link where the person may come in, and otherwise nothing; either way it resolves before anything is sent,
 * so that the time tells nothing. Throws `rate_limited`.
 */
export async function sendSignInLink(address: string, url: string, inviteToken: string | null): Promise<void> {
  await consumeFor(BY_ACCOUNT, address.toLowerCase());
  void deliver(address, url, inviteToken).catch((error: Error & { code?: string }) => {
    log().error({ kind: error.name, code: error.code }, "The sign-in link could not be sent; check SMTP_URL and EMAIL_FROM");
  });
}

async function deliver(address: string, url: string, inviteToken: string | null): Promise<void> {
  const isWelcome = (await isKnownEmail(address)) || (await mayJoin(inviteToken));
  if (!isWelcome) return;
  const { host } = new URL(env().NEXTAUTH_URL);
  await createTransport(env().SMTP_URL).sendMail({
    to: address,
    from: env().EMAIL_FROM,
    subject: `Sign in to Duologue at ${host}`,
    text: `Open this link within 15 minutes to sign in:\n\n${url}\n\nIf you did not ask for it, ignore this message.\n`,
  });
}
