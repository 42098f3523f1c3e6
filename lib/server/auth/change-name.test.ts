/** A person's name. Needs PostgreSQL (the embedded one will do). */
import { db } from "@duologue/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PATCH as changeName } from "@/app/api/account/route";
import { GET as readMembers } from "@/app/api/team/members/route";
import { callRoute, jsonOf, sessionCookie } from "../test/call-route";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { signUp } from "./sign-up";

let database: TestDatabase;
let cookie: string;
beforeAll(async () => {
  database = await openTestDatabase();
  await db.user.deleteMany();
  await db.team.deleteMany();
  const { userId } = await signUp({ name: "Ada", email: "ada@example.org", password: "a long password" });
  cookie = await sessionCookie(userId);
});
afterAll(() => database.close());

const change = (name: string) => callRoute(changeName, { method: "PATCH", cookie, body: { name } });
const names = async () => {
  const { members } = (await jsonOf(callRoute(readMembers, { cookie }))) as { members: { name: string }[] };
  return members.map(({ name }) => name);
};

it("is what the team sees from then on, without the space around it", async () => {
  expect((await change("  Ada Lovelace ")).status).toBe(200);
  expect(await names()).toEqual(["Ada Lovelace"]);
  expect(await db.auditEntry.findMany({ where: { action: "member.renamed" } })).toMatchObject([{ targetType: "member" }]);
});

it("is neither empty nor endless, and says so", async () => {
  expect(await jsonOf(change("   "))).toMatchObject({ error: { fields: { name: "Enter your name." } } });
  expect(await jsonOf(change("a".repeat(121)))).toMatchObject({ error: { fields: { name: "Use at most 120 characters." } } });
  expect(await names()).toEqual(["Ada Lovelace"]);
});
