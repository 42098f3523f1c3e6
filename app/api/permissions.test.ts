/**
 * Walks every route file below app/api with every role and with a stranger: a new route without a row here fails.
 * Needs PostgreSQL (the embedded one will do).
 */
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { db } from "@duologue/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Permission, RouteHandler } from "@/lib/server/http/route";
import { callRoute, type TestRequest } from "@/lib/server/test/call-route";
import { expectedRoutes } from "@/lib/server/test/expected-routes";
import { openTestDatabase, type TestDatabase } from "@/lib/server/test/test-database";
import { createWorld, type World } from "@/lib/server/test/world";

const keys = Object.keys(expectedRoutes);
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const ROLES = ["owner", "editor", "viewer", "outside", "signed-out"] as const;
type Asker = (typeof ROLES)[number];

/** next-auth brings its own handler, which is not made by `route`. */
const NOT_OURS = new Set(["auth/[...nextauth]"]);
const found = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "route.ts")
  .map((file) => path.dirname(file).split(path.sep).join("/"))
  .filter((name) => !NOT_OURS.has(name))
  .sort();

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe("every route is in the table, with the permission that it declares", () => {
  it("names the same routes as the file system", async () => {
    const handlers: string[] = [];
    for (const name of found) {
      const module = await load(name);
      for (const method of METHODS) if (module[method]) handlers.push(`${method} ${name}`);
    }
    expect(handlers.sort()).toEqual([...keys].sort());
  });

  it.each(keys)("%s", async (key) => {
    const { handler } = await handlerOf(key);
    expect(handler.permission).toBe(expectedRoutes[key]?.permission);
  });
});

describe.each(keys)("%s", (key) => {
  const row = expectedRoutes[key] as (typeof expectedRoutes)[string];

  it.each(ROLES)("asked by %s", async (asker) => {
    const world = await createWorld();
    const { status, body } = await ask(key, world, userOf(world, asker));
    const refusal = refusalOf(row.permission, asker);
    if (refusal) {
      expect({ status, code: body.error?.code }).toEqual(refusal);
    } else {
      const expected = asker === "outside" ? (row.outside ?? row.status) : row.status;
      expect({ status, error: body.error ?? null }).toEqual({ status: expected, error: expected < 400 ? null : expect.anything() });
    }
  });

  it("asked by the owner of another team", async () => {
    const world = await createWorld();
    const stranger = await createWorld();
    const { status, text } = await ask(key, world, stranger.owner.id);
    if (row.permission === "engine") expect(status).toBe(401);
    else expect(status).toBe(row.stranger ?? row.status);
    if (row.permission === "public" || row.permission === "member") return;
    for (const secret of [world.persona.id, world.call.id, world.link.id, world.voice.id, world.team.id, world.viewer.id]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe("the audit log tells of", () => {
  const changing = keys.filter((key) => !key.startsWith("GET") && !expectedRoutes[key]?.unaudited);
  it.each(changing)("%s", async (key) => {
    const world = await createWorld();
    // an invite is accepted by somebody who is not in the team yet
    const asker = expectedRoutes[key]?.permission === "member" ? world.outsider : world.owner;
    await ask(key, world, asker.id);
    expect(await db.auditEntry.count({ where: { teamId: world.team.id } })).toBe(1);
  });
});

describe("requests of engines", () => {
  it.each(keys.filter((key) => expectedRoutes[key]?.permission === "engine"))("%s", async (key) => {
    const row = expectedRoutes[key];
    const world = await createWorld();
    const stranger = await createWorld();
    expect((await ask(key, world, undefined, { engine: world.engine.id })).status).toBe(row?.status);
    const other = await ask(key, world, undefined, { engine: stranger.engine.id });
    expect(other.status).toBe(row?.stranger);
    const forged = "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJlbmdpbmUtMSJ9.";
    expect((await ask(key, world, undefined, { headers: { authorization: forged } })).status).toBe(401);
  });
});

describe("a page of another site", () => {
  it.each(keys.filter((key) => expectedRoutes[key]?.permission !== "engine" && !key.startsWith("GET")))("%s", async (key) => {
    const world = await createWorld();
    const { status } = await ask(key, world, world.owner.id, { headers: { origin: "https://elsewhere.example" } });
    expect(status).toBe(403);
  });
});

async function ask(key: string, world: World, as: string | undefined, extra: TestRequest = {}) {
  const { handler, method, name } = await handlerOf(key);
  const { params, body, query } = expectedRoutes[key]?.request?.(world) ?? {};
  const request = { method, path: `/api/${name}${query ?? ""}`, ...(params ? { params } : {}), body, ...extra };
  const headers = { ...(expectedRoutes[key]?.contentType ? { "content-type": expectedRoutes[key].contentType } : {}), ...extra.headers };
  const response = await callRoute(handler, { ...request, headers, ...(as ? { as } : {}) });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") && text.startsWith("{") && !text.includes("\n{");
  return { status: response.status, text, body: (isJson ? JSON.parse(text) : {}) as { error?: { code: string } } };
}

/** What a role gets where it may not. */
function refusalOf(permission: Permission, asker: Asker): { status: number; code: string } | null {
  const unauthenticated = { status: 401, code: "unauthenticated" };
  const forbidden = { status: 403, code: "forbidden" };
  if (permission === "public") return null;
  if (permission === "engine" || asker === "signed-out") return unauthenticated;
  if (permission === "member") return null;
  if (asker === "outside") return forbidden;
  const order = ["viewer", "editor", "owner"];
  return order.indexOf(asker) >= order.indexOf(permission) ? null : forbidden;
}

function userOf(world: World, asker: Asker): string | undefined {
  if (asker === "signed-out") return undefined;
  return world[asker === "outside" ? "outsider" : asker].id;
}

function load(name: string): Promise<Record<string, RouteHandler | undefined>> {
  return import(pathToFileURL(path.join(import.meta.dirname, name, "route.ts")).href);
}

async function handlerOf(key: string) {
  const [method, name] = key.split(" ") as [string, string];
  const handler = (await load(name))[method];
  if (!handler) throw new Error(`${name}/route.ts exports no ${method}.`);
  return { handler, method, name };
}
