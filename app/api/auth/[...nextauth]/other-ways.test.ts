/**
 * Sign-in links by e-mail and single sign-on, from the button to the session: next-auth's handlers, nodemailer, a mail server and an
 * OpenID provider on this machine. Needs PostgreSQL (the embedded one will do).
 */
import { db } from "@duologue/db";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AuthBrowser } from "@/lib/server/test/auth-browser";
import { callRoute } from "@/lib/server/test/call-route";
import { type OidcProvider, startOidcProvider } from "@/lib/server/test/oidc-provider";
import { type SmtpServer, startSmtpServer } from "@/lib/server/test/smtp-server";
import { openTestDatabase, type TestDatabase } from "@/lib/server/test/test-database";
import { createWorld, type World } from "@/lib/server/test/world";
import { POST as remember } from "../../invites/remember/route";
import { GET as readTeam } from "../../team/route";
import { GET, POST } from "./route";

const INVITE_REQUIRED = "/sign-in?error=invite_required";
let database: TestDatabase;
let mailServer: SmtpServer;
let provider: OidcProvider;
let world: World;
let browser: AuthBrowser;
beforeAll(async () => {
  [database, mailServer, provider] = await Promise.all([openTestDatabase(), startSmtpServer(), startOidcProvider()]);
  vi.stubEnv("SMTP_URL", mailServer.url);
  vi.stubEnv("EMAIL_FROM", "studio@example.org");
  vi.stubEnv("OIDC_ISSUER", provider.issuer);
  vi.stubEnv("OIDC_CLIENT_ID", provider.clientId);
  vi.stubEnv("OIDC_CLIENT_SECRET", provider.clientSecret);
});
afterAll(() => Promise.all([database.close(), mailServer.close(), provider.close()]));
beforeEach(async () => {
  await db.user.deleteMany();
  await db.team.deleteMany();
  await db.rateLimit.deleteMany();
  world = await createWorld();
  browser = new AuthBrowser({ GET, POST });
  mailServer.mails.length = 0;
  provider.person = { sub: "4711", name: "New", email: "new@example.org" };
  provider.forgedNonce = null;
});

/** As the invite page does before it sends somebody away to sign in. */
async function bringInvite(): Promise<void> {
  const response = await callRoute(remember, { method: "POST", body: { token: world.inviteToken } });
  const [pair = ""] = (response.headers.get("set-cookie") ?? "").split(";");
  browser.cookies.set("duologue-invite", pair.slice(pair.indexOf("=") + 1));
}
const membership = (email: string) => db.membership.findFirst({ where: { user: { email } } });
const opensTeam = async () => (await callRoute(readTeam, { cookie: browser.cookie })).status;
const knows = async (email: string) => (await db.user.count({ where: { email } })) > 0;

describe("a link by e-mail", () => {
  const askFor = (email: string) => browser.signInWith("email", { email });
  async function linkFor(email: string): Promise<string> {
    await askFor(email);
    await expect.poll(() => mailServer.mails.length, { timeout: 20_000 }).toBe(1);
    expect(mailServer.mails[0]).toMatchObject({ to: email, from: "studio@example.org" });
    return /http:\/\/localhost:3000\/api\/auth\/\S+/.exec(mailServer.mails[0]?.text ?? "")?.[0] as string;
  }

  it("signs a member in, once", async () => {
    const email = world.viewer.email as string;
    const link = await linkFor(email);
    expect(await browser.open(link)).toBe("/personas");
    expect(await browser.user()).toMatchObject({ id: world.viewer.id, email });
    expect(await opensTeam()).toBe(200);
    const second = new AuthBrowser({ GET, POST });
    expect(await second.open(link)).toContain("error=Verification");
    expect(await second.user()).toBeUndefined();
  });

  it("lets a newcomer with an invite in, by the invite's role", async () => {
    await bringInvite();
    expect(await browser.open(await linkFor("new@example.org"))).toBe("/personas");
    expect(await membership("new@example.org")).toMatchObject({ teamId: world.team.id, role: "viewer" });
    expect(await opensTeam()).toBe(200);
  });

  it("is not sent to anybody else, though the answer is the same; the member's mail that follows is the first one", async () => {
    const promised = await askFor("stranger@example.org");
    expect(await askFor(world.viewer.email as string)).toBe(promised);
    await expect.poll(() => mailServer.mails.map(({ to }) => to), { timeout: 20_000 }).toEqual([world.viewer.email]);
    expect(await knows("stranger@example.org")).toBe(false);
  });

  it("is refused with words where the invite was withdrawn before it was opened", async () => {
    await bringInvite();
    const link = await linkFor("new@example.org");
    await db.invite.update({ where: { id: world.invite.id }, data: { revokedAt: new Date() } });
    expect(await browser.open(link)).toBe(INVITE_REQUIRED);
    expect(await browser.user()).toBeUndefined();
    expect(await knows("new@example.org")).toBe(false);
  });
});

describe("single sign-on", () => {
  /** To the provider and back. Returns the address that the provider sends the browser to. */
  async function throughProvider(): Promise<string> {
    const there = await browser.signInWith("oidc");
    expect(there.startsWith(`${provider.issuer}/authorize?`)).toBe(true);
    return (await fetch(there, { redirect: "manual" })).headers.get("location") as string;
  }

  it("lets a newcomer with an invite in, and knows the person again without one", async () => {
    await bringInvite();
    expect(await browser.open(await throughProvider())).toBe("/personas");
    expect(await membership("new@example.org")).toMatchObject({ teamId: world.team.id, role: "viewer" });
    expect(await opensTeam()).toBe(200);
    const first = await browser.user();
    browser = new AuthBrowser({ GET, POST });
    // people are known by their id at the provider, whatever their address is now
    provider.person = { ...provider.person, email: "married@example.org" };
    expect(await browser.open(await throughProvider())).toBe("/personas");
    expect((await browser.user())?.id).toBe(first?.id);
  });

  it("refuses a newcomer without an invite, with words", async () => {
    expect(await browser.open(await throughProvider())).toBe(INVITE_REQUIRED);
    expect(await browser.user()).toBeUndefined();
    expect(await knows("new@example.org")).toBe(false);
  });

  it("does not hand a member's account to somebody with the same address over there", async () => {
    provider.person = { sub: "666", name: "Eve", email: world.owner.email as string };
    expect(await browser.open(await throughProvider())).toMatch(/^\/sign-in\?.*\berror=OAuthAccountNotLinked$/);
    expect(await browser.user()).toBeUndefined();
    expect(await db.account.count()).toBe(0);
  });

  it("refuses an answer to another state", async () => {
    const back = new URL(await throughProvider());
    back.searchParams.set("state", "forged");
    expect(await browser.open(back.href)).toMatch(/^\/sign-in\?.*\berror=OAuthCallback$/);
    expect(await browser.user()).toBeUndefined();
  });

  it("refuses an answer that this browser never asked for", async () => {
    await bringInvite();
    const back = await throughProvider();
    const victim = new AuthBrowser({ GET, POST });
    expect(await victim.open(back)).toMatch(/^\/sign-in\?.*\berror=OAuthCallback$/);
    expect(await victim.user()).toBeUndefined();
  });

  it("refuses an id token with another nonce", async () => {
    await bringInvite();
    provider.forgedNonce = "forged";
    expect(await browser.open(await throughProvider())).toMatch(/^\/sign-in\?.*\berror=OAuthCallback$/);
    expect(await knows("new@example.org")).toBe(false);
  });
});
