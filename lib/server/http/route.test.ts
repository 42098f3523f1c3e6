/** Needs PostgreSQL (the embedded one will do). */
import { ProtocolError } from "@duologue/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { callRoute, jsonOf, sessionCookie } from "../test/call-route";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { createWorld } from "../test/world";
import { clientAddress } from "./client-address";
import { route } from "./route";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const echo = route({ permission: "public" }, async ({ json }) => json(z.object({ name: z.string().min(2, "Too short.") })));

describe("errors", () => {
  it("tells a known error with its status, and when to come back", async () => {
    const handler = route({ permission: "public" }, () => {
      throw new ProtocolError("rate_limited", undefined, { retryAfterSeconds: 7 });
    });
    const response = await callRoute(handler);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(await jsonOf<object>(response)).toMatchObject({ error: { code: "rate_limited", retryAfterSeconds: 7 } });
  });

  it("says nothing of an unknown error", async () => {
    const handler = route({ permission: "public" }, () => {
      throw new Error("password of the database is hunter2");
    });
    const response = await callRoute(handler);
    expect(response.status).toBe(500);
    expect(JSON.stringify(await jsonOf<object>(response))).not.toContain("hunter2");
  });
});

describe("bodies", () => {
  it.each([
    ["not JSON", "{", "application/json", 400, "bad_request"],
    ["another type", "name=ada", "application/x-www-form-urlencoded", 415, "unsupported_media"],
    ["wrong fields", '{"name":"a"}', "application/json", 422, "invalid_input"],
    ["too much", `{"name":"${"a".repeat(2_600_000)}"}`, "application/json", 413, "too_large"],
  ])("%s", async (_name, text, type, status, code) => {
    const body = new TextEncoder().encode(text);
    const response = await callRoute(echo, { method: "POST", body, headers: { "content-type": type } });
    expect(response.status).toBe(status);
    expect(await jsonOf<object>(response)).toMatchObject({ error: { code } });
  });

  it("names the field that is wrong", async () => {
    const reply = await jsonOf<object>(callRoute(echo, { method: "POST", body: { name: "a" } }));
    expect(reply).toMatchObject({ error: { fields: { name: "Too short." } } });
  });
});

describe("other sites", () => {
  const statusWith = async (headers: Record<string, string>, method = "POST") =>
    (await callRoute(echo, { method, body: { name: "ada" }, headers })).status;

  it("refuses what a browser says comes from elsewhere", async () => {
    expect(await statusWith({ origin: "https://elsewhere.example" })).toBe(403);
    expect(await statusWith({ origin: "null" })).toBe(403);
    expect(await statusWith({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await statusWith({ "sec-fetch-site": "same-site", origin: "http://localhost:3000" })).toBe(403);
  });

  it("takes what comes from the studio itself, or from no page", async () => {
    expect(await statusWith({ origin: "http://localhost:3000" })).toBe(200);
    expect(await statusWith({ "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await statusWith({})).toBe(200);
  });
});

describe("sessions", () => {
  const whoami = route({ permission: "viewer" }, ({ viewer }) => ({ teamId: viewer.teamId, role: viewer.role }));

  it("forgets a removed member with the next request", async () => {
    const { viewer, team } = await createWorld();
    expect((await callRoute(whoami, { as: viewer.id })).status).toBe(200);
    const { db } = await import("@duologue/db");
    await db.membership.delete({ where: { userId_teamId: { userId: viewer.id, teamId: team.id } } });
    const cookie = await sessionCookie(viewer.id);
    expect((await callRoute(whoami, { cookie })).status).toBe(403);
    await db.user.delete({ where: { id: viewer.id } });
    expect((await callRoute(whoami, { cookie })).status).toBe(401);
  });

  it("obeys the team cookie only where there is a membership", async () => {
    const mine = await createWorld();
    const other = await createWorld();
    const reply = await jsonOf<{ teamId: string }>(callRoute(whoami, { as: mine.owner.id, cookie: `duologue-team=${other.team.id}` }));
    expect(reply.teamId).toBe(mine.team.id);
  });

  it("believes no cookie that it did not sign", async () => {
    expect((await callRoute(whoami, { cookie: "next-auth.session-token=eyJhbGciOiJub25lIn0.e30." })).status).toBe(401);
  });
});

describe("rate limits", () => {
  const limited = route({ permission: "public", rateLimit: { name: "test", points: 1, perSeconds: 60 } }, () => ({ ok: true }));

  it("counts everybody together where addresses cannot be believed", async () => {
    const statuses: number[] = [];
    for (let k = 0; k < 31; k++) statuses.push((await callRoute(limited, { headers: { "x-forwarded-for": `10.0.0.${k}` } })).status);
    expect(statuses.slice(0, 30).every((status) => status === 200)).toBe(true);
    expect(statuses[30]).toBe(429);
  });

  it("takes the entry that our own proxy wrote", async () => {
    vi.resetModules();
    vi.stubEnv("TRUST_PROXY", "1");
    const fresh = await import("./client-address");
    const headers = new Headers({ "x-forwarded-for": "6.6.6.6, 10.0.0.7" });
    expect(fresh.clientAddress(headers)).toBe("10.0.0.7");
    expect(clientAddress(headers)).toBeNull();
  });
});
