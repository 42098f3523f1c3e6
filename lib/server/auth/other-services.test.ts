/** Signing in without a password: who gets in and who does not. Needs PostgreSQL (the embedded one will do). */
import { db } from "@duologue/db";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { createWorld, type World } from "../test/world";
import { authOptions, INVITE_REQUIRED_PAGE } from "./auth-options";
import { sendSignInLink } from "./send-sign-in-link";
import { readSignInOptions } from "./sign-in-options";

const sendMail = vi.hoisted(() => vi.fn(async (_mail: object) => ({})));
vi.mock("nodemailer", () => ({ createTransport: vi.fn(() => ({ sendMail })) }));

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await openTestDatabase();
  for (const [name, value] of Object.entries({
    SMTP_URL: "smtp://127.0.0.1:25",
    EMAIL_FROM: "studio@example.org",
    GITHUB_ID: "id",
    GITHUB_SECRET: "secret",
    OIDC_ISSUER: "https://id.example.org",
    OIDC_CLIENT_ID: "id",
    OIDC_CLIENT_SECRET: "secret",
    OIDC_NAME: "Example ID",
    GOOGLE_CLIENT_ID: "only half of it",
  })) {
    vi.stubEnv(name, value);
  }
});
afterAll(() => database.close());
beforeEach(async () => {
  await db.user.deleteMany();
  await db.team.deleteMany();
  await db.rateLimit.deleteMany();
  world = await createWorld();
  sendMail.mockClear();
});

const github = { type: "oauth" as const, provider: "github", providerAccountId: "4711" };
const mayEnter = (
  inviteToken: string | null,
  user: object = { id: "4711", email: "new@example.org" },
  account: object = github,
  email?: object,
) => authOptions(inviteToken).callbacks?.signIn?.({ user, account, email } as never);
const arrive = async (inviteToken: string | null) => {
  const user = await db.user.create({ data: { name: "New", email: "new@example.org" } });
  await authOptions(inviteToken).events?.createUser?.({ user } as never);
  return db.membership.findMany({ where: { userId: user.id } });
};

describe("the sign-in page", () => {
  it("offers what is configured whole, and nothing else", async () => {
    const { providers, emailLink } = await readSignInOptions();
    expect(providers).toEqual([
      { id: "oidc", name: "Example ID" },
      { id: "github", name: "GitHub" },
    ]);
    expect(emailLink).toBe(true);
    expect(authOptions(null).providers.map(({ id }) => id)).toEqual(["credentials", "oidc", "github", "email"]);
  });
});

describe("a newcomer from another service", () => {
  it("is led to a page that says that an invite is needed", async () => {
    expect(await mayEnter(null)).toBe(INVITE_REQUIRED_PAGE);
    expect(await mayEnter("not-a-token")).toBe(INVITE_REQUIRED_PAGE);
    await expect(arrive(null)).rejects.toMatchObject({ code: "forbidden" });
    expect(await db.user.count({ where: { email: "new@example.org" } })).toBe(0);
  });

  it("becomes a member by an invite that was remembered", async () => {
    expect(await mayEnter(world.inviteToken)).toBe(true);
    expect(await arrive(world.inviteToken)).toMatchObject([{ teamId: world.team.id, role: "viewer" }]);
    expect(await mayEnter(world.inviteToken, { id: "4712", email: "late@example.org" })).toBe(INVITE_REQUIRED_PAGE);
  });

  it("is let in when the account is known", async () => {
    await db.account.create({ data: { ...github, userId: world.viewer.id } });
    expect(await mayEnter(null)).toBe(true);
  });

  it("creates the team when nobody was there before", async () => {
    await db.user.deleteMany();
    await db.team.deleteMany();
    expect(await mayEnter(null)).toBe(true);
    expect(await arrive(null)).toMatchObject([{ role: "owner" }]);
  });
});

describe("a link by e-mail", () => {
  const byEmail = { type: "email", provider: "email", providerAccountId: "new@example.org" };
  const settled = async (sent: number) => vi.waitFor(() => expect(vi.mocked(sendMail)).toHaveBeenCalledTimes(sent));

  it("is promised to everybody and sent to members", async () => {
    expect(await mayEnter(null, { email: "new@example.org" }, byEmail, { verificationRequest: true })).toBe(true);
    await sendSignInLink("new@example.org", "https://studio.example.org/link", null);
    await sendSignInLink(world.viewer.email as string, "https://studio.example.org/link", null);
    await settled(1);
    expect(sendMail.mock.calls[0]?.[0]).toMatchObject({ to: world.viewer.email, from: "studio@example.org" });
    await sendSignInLink("new@example.org", "https://studio.example.org/link", world.inviteToken);
    await settled(2);
    expect(createTransport).toHaveBeenCalledWith("smtp://127.0.0.1:25");
  });

  it("opens nothing for somebody who is no member", async () => {
    expect(await mayEnter(null, { email: "new@example.org" }, byEmail)).toBe(INVITE_REQUIRED_PAGE);
    expect(await mayEnter(null, { email: world.viewer.email }, { ...byEmail, providerAccountId: world.viewer.email })).toBe(true);
  });

  it("is sent five times and then not for a while", async () => {
    for (let k = 0; k < 5; k++) await sendSignInLink("nobody@example.org", "https://studio.example.org/link", null);
    await expect(sendSignInLink("nobody@example.org", "https://studio.example.org/link", null)).rejects.toMatchObject({
      code: "rate_limited",
    });
  });
});
