/** Needs PostgreSQL (the embedded one will do). */
import { db } from "@duologue/db";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { acceptInvite } from "../team/accept-invite";
import { describeInvite } from "../team/find-invite";
import { createInvite, listInvites, revokeInvite } from "../team/invites";
import { changeRole, removeMember } from "../team/members";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { findViewer, type Viewer } from "./session";
import { readSignInOptions } from "./sign-in-options";
import { signUp } from "./sign-up";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await db.user.deleteMany();
  await db.team.deleteMany();
});

const person = (name: string, inviteToken?: string) => ({
  name,
  email: `${name}@example.org`,
  password: "a long password",
  ...(inviteToken ? { inviteToken } : {}),
});
const code = (promise: Promise<unknown>) => promise.then(() => "fine").catch((error) => error.code);
const tokenOf = (url: string) => url.split("/").at(-1) as string;

async function firstOwner(): Promise<Viewer> {
  const { userId } = await signUp(person("ada"));
  return (await findViewer({ userId, name: "ada", email: null }, {})) as Viewer;
}

describe("the first person", () => {
  it("creates the team and owns it", async () => {
    expect((await readSignInOptions()).firstPerson).toBe(true);
    expect(await firstOwner()).toMatchObject({ role: "owner", teamName: "ada's team" });
    expect((await readSignInOptions()).firstPerson).toBe(false);
  });

  it("is one, also when many come at the same moment", async () => {
    const codes = await Promise.all(["a", "b", "c", "d", "e"].map((name) => code(signUp(person(name)))));
    expect(codes.filter((answer) => answer === "fine")).toHaveLength(1);
    expect(codes.filter((answer) => answer === "forbidden")).toHaveLength(4);
    expect(await db.team.count()).toBe(1);
    expect(await db.user.count()).toBe(1);
  });
});

describe("everybody else", () => {
  it("needs an invite, and learns nothing about addresses without one", async () => {
    await firstOwner();
    expect(await code(signUp(person("bob")))).toBe("forbidden");
    expect(await code(signUp(person("ada")))).toBe("forbidden");
    expect(await code(signUp(person("bob", "not-a-token")))).toBe("gone");
    expect(await code(signUp(person("ada", "not-a-token")))).toBe("gone");
  });

  it("joins with the invite's role; the invite works once", async () => {
    const owner = await firstOwner();
    const { url } = await createInvite(owner, { role: "editor", expiresInDays: 7 });
    expect(await describeInvite(tokenOf(url))).toMatchObject({ teamName: owner.teamName, role: "editor" });
    const codes = await Promise.all(["bob", "cy", "di"].map((name) => code(signUp(person(name, tokenOf(url))))));
    expect(codes.sort()).toEqual(["fine", "gone", "gone"]);
    expect(await db.membership.count({ where: { role: "editor" } })).toBe(1);
    expect((await listInvites(owner))[0]).toMatchObject({ state: "accepted" });
  });

  it("cannot join with a withdrawn or expired invite", async () => {
    const owner = await firstOwner();
    const withdrawn = await createInvite(owner, { role: "viewer", expiresInDays: 1 });
    await revokeInvite(owner, withdrawn.id);
    expect(await code(signUp(person("bob", tokenOf(withdrawn.url))))).toBe("gone");
    const expired = await createInvite(owner, { role: "viewer", expiresInDays: 1 });
    await db.invite.update({ where: { id: expired.id }, data: { expiresAt: new Date(0) } });
    expect(await code(signUp(person("bob", tokenOf(expired.url))))).toBe("gone");
    expect(await db.user.count()).toBe(1);
  });

  it("stores no token, only its hash", async () => {
    const owner = await firstOwner();
    const { url } = await createInvite(owner, { role: "viewer", expiresInDays: 1 });
    expect(JSON.stringify(await db.invite.findMany())).not.toContain(tokenOf(url));
  });

  it("keeps role and invite when a member opens it", async () => {
    const owner = await firstOwner();
    const { url } = await createInvite(owner, { role: "viewer", expiresInDays: 1 });
    await acceptInvite(owner, tokenOf(url));
    expect(await findViewer(owner, {})).toMatchObject({ role: "owner" });
    expect((await listInvites(owner))[0]).toMatchObject({ state: "open" });
  });
});

describe("a team keeps an owner", () => {
  it("also when two owners remove each other at the same moment", async () => {
    const owner = await firstOwner();
    const { url } = await createInvite(owner, { role: "owner", expiresInDays: 1 });
    const { userId } = await signUp(person("bob", tokenOf(url)));
    const other = (await findViewer({ userId, name: "bob", email: null }, {})) as Viewer;
    await Promise.allSettled([removeMember(owner, other.userId), removeMember(other, owner.userId)]);
    expect(await db.membership.count({ where: { role: "owner" } })).toBe(1);
    const [left] = await db.membership.findMany();
    const last = (await findViewer({ userId: left?.userId as string, name: null, email: null }, {})) as Viewer;
    expect(await code(changeRole(last, last.userId, "viewer"))).toBe("conflict");
    expect(await code(removeMember(last, last.userId))).toBe("conflict");
  });
});
