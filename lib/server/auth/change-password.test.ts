/** Changing a password, and what to do about a forgotten one. Needs PostgreSQL (the embedded one will do). */
import { db } from "@duologue/db";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as changePassword } from "@/app/api/account/password/route";
import { GET as readTeam } from "@/app/api/team/route";
import { createInvite } from "../team/invites";
import { removeMember } from "../team/members";
import { callRoute, jsonOf, sessionCookie } from "../test/call-route";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { checkCredentials } from "./check-credentials";
import { findViewer, type Viewer } from "./session";
import { signUp } from "./sign-up";

let database: TestDatabase;
let owner: Viewer;
const old = "the old password";
const next = "the new password";
const nowhere = new Headers();
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await db.user.deleteMany();
  await db.team.deleteMany();
  await db.rateLimit.deleteMany();
  const { userId } = await signUp({ name: "Ada", email: "ada@example.org", password: old });
  owner = (await findViewer({ userId, name: "Ada", email: "ada@example.org" }, {})) as Viewer;
});

const change = (cookie: string, body: object) => callRoute(changePassword, { method: "POST", cookie, body });
const opens = async (cookie: string) => (await callRoute(readTeam, { cookie })).status === 200;
const cookieOf = (response: Response) => response.headers.getSetCookie()[0]?.split(";")[0] as string;
const worksFor = async (email: string, password: string) => (await checkCredentials({ email, password }, nowhere)) !== null;

describe("a changed password", () => {
  it("opens the account, the old one does not; every session ends but this one", async () => {
    const [here, elsewhere] = [await sessionCookie(owner.userId), await sessionCookie(owner.userId)];
    const response = await change(here, { current: old, next });
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toMatch(/^next-auth\.session-token=.*HttpOnly; SameSite=Lax/);
    expect(await worksFor("ada@example.org", next)).toBe(true);
    expect(await worksFor("ada@example.org", old)).toBe(false);
    expect(await opens(cookieOf(response))).toBe(true);
    expect(await opens(elsewhere)).toBe(false);
  });

  it("needs the present one, and is long enough", async () => {
    const cookie = await sessionCookie(owner.userId);
    const wrong = await change(cookie, { current: "a wrong password", next });
    expect(wrong.status).toBe(422);
    expect(await jsonOf(wrong)).toMatchObject({ error: { fields: { current: "That is not your present password." } } });
    expect(await jsonOf(change(cookie, { current: old, next: "short" }))).toMatchObject({
      error: { fields: { next: expect.any(String) } },
    });
    expect(await jsonOf(change(cookie, { current: old, next: "Ada@example.org" }))).toMatchObject({
      error: { fields: { next: "Choose a password that is not your e-mail address." } },
    });
    expect(await worksFor("ada@example.org", old)).toBe(true);
  });

  it("cannot be guessed at: ten tries, then a pause, also for the right one", async () => {
    const cookie = await sessionCookie(owner.userId);
    for (let k = 0; k < 10; k++) expect((await change(cookie, { current: `wrong ${k}`, next })).status).toBe(422);
    expect((await change(cookie, { current: old, next })).status).toBe(429);
  });
});

describe("a forgotten password", () => {
  const join = async (password: string) => {
    const { url } = await createInvite(owner, { role: "editor", expiresInDays: 1 });
    return signUp({ name: "Bob", email: "bob@example.org", password, inviteToken: url.split("/").at(-1) as string });
  };

  it("is helped by removing the person and inviting the same address again", async () => {
    const { userId } = await join(old);
    const before = await sessionCookie(userId);
    await db.account.create({ data: { userId, type: "oauth", provider: "github", providerAccountId: "1" } });
    await removeMember(owner, userId);
    expect(await join(next)).toMatchObject({ userId });
    expect(await worksFor("bob@example.org", next)).toBe(true);
    expect(await worksFor("bob@example.org", old)).toBe(false);
    expect(await db.membership.findMany({ where: { userId } })).toMatchObject([{ role: "editor" }]);
    expect(await db.account.count({ where: { userId } })).toBe(0);
    expect(await opens(before)).toBe(false);
  });

  it("is no way into an account that still belongs to a team", async () => {
    await join(old);
    await expect(join(next)).rejects.toMatchObject({ code: "conflict" });
    expect(await worksFor("bob@example.org", old)).toBe(true);
  });
});
