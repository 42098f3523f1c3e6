/** Needs PostgreSQL (the embedded one will do). */
import { db } from "@duologue/db";
import { seedMember, seedTeam } from "@duologue/db/seed";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { hashPassword } from "../secrets";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { checkCredentials } from "./check-credentials";

const { verify } = vi.hoisted(() => ({ verify: vi.fn() }));
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  verify.mockImplementation(real.verify);
  return { ...real, verify };
});

let database: TestDatabase;
const password = "correct horse battery";
const nowhere = new Headers();
beforeAll(async () => {
  database = await openTestDatabase();
  const team = await seedTeam(db, "Team");
  await seedMember(db, team, "owner", { email: "ada@example.org", passwordHash: await hashPassword(password) });
  await seedMember(db, team, "viewer", { email: "only-github@example.org" });
});
afterAll(() => database.close());
beforeEach(async () => {
  verify.mockClear();
  await db.rateLimit.deleteMany();
});

describe("signing in with a password", () => {
  it("takes the right one, however the address is written", async () => {
    expect(await checkCredentials({ email: " Ada@Example.org ", password }, nowhere)).toMatchObject({ email: "ada@example.org" });
  });

  it.each(["ada@example.org", "nobody@example.org", "only-github@example.org"])(
    "gives %s the same answer after the same work",
    async (email) => {
      expect(await checkCredentials({ email, password: "wrong" }, nowhere)).toBeNull();
      expect(verify).toHaveBeenCalledTimes(1);
      expect(verify.mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    },
  );

  it("refuses nonsense without work", async () => {
    expect(await checkCredentials(undefined, nowhere)).toBeNull();
    expect(await checkCredentials({ email: { gt: "" }, password }, nowhere)).toBeNull();
    expect(await checkCredentials({ email: "ada@example.org", password: "x".repeat(1_000) }, nowhere)).toBeNull();
    expect(verify).not.toHaveBeenCalled();
  });

  it.each(["ada@example.org", "nobody@example.org"])("stops tries for %s after ten, known or not", async (email) => {
    for (let k = 0; k < 10; k++) await checkCredentials({ email, password: "wrong" }, nowhere);
    await expect(checkCredentials({ email, password }, nowhere)).rejects.toThrow("rate_limited");
  });

  it("forgets failed tries after a success", async () => {
    for (let round = 0; round < 3; round++) {
      for (let k = 0; k < 8; k++) await checkCredentials({ email: "ada@example.org", password: "wrong" }, nowhere);
      expect(await checkCredentials({ email: "ada@example.org", password }, nowhere)).not.toBeNull();
    }
  });
});
