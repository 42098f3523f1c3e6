/** The engine's HTTP doors. Real server, fake model. */
import { ENGINE_API_AUDIENCE } from "@duologue/protocol";
import { SignJWT } from "jose";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SECRET, startTestEngine, type TestEngine } from "./start-test-engine";

let engine: TestEngine;
beforeEach(async () => {
  engine = await startTestEngine();
});
afterEach(() => engine.stop());

async function post(path: string, body: unknown, { secret = SECRET, audience = ENGINE_API_AUDIENCE } = {}) {
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(audience)
    .setExpirationTime("60s")
    .sign(new TextEncoder().encode(secret));
  const response = await fetch(`${engine.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

test("health says who answers and how busy it is", async () => {
  const response = await fetch(`${engine.url}/health`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    ok: true,
    engineId: "test",
    speaker: { kind: "fake" },
    capacity: 4,
    liveCalls: 0,
    draining: false,
  });
});

test("the studio ends a call", async () => {
  const client = engine.connect({ ticket: await engine.ticket("call-a") });
  await client.start("pcm16");
  await client.until(() => client.states.includes("live"), "live");
  expect(await post("/calls/call-a/end", { reason: "link_revoked" })).toEqual({ status: 200, body: { ok: true } });
  expect(await client.ended()).toMatchObject({ reason: "link_revoked" });
});

test("tokens are counted", async () => {
  expect(await post("/tokens", { texts: ["one two", ""] })).toEqual({ status: 200, body: { counts: [2, 0], exact: false } });
});

test.each<[string, () => Promise<{ status: number; body: unknown }>, number, string]>([
  ["an unsigned end", async () => unsigned("/calls/a/end"), 401, "unauthenticated"],
  [
    "a forged signature",
    () => post("/calls/a/end", { reason: "idle" }, { secret: "another-secret-of-at-least-32-characters" }),
    401,
    "unauthenticated",
  ],
  ["another audience", () => post("/tokens", { texts: [] }, { audience: "duologue-engine" }), 401, "unauthenticated"],
  ["a call that is not here", () => post("/calls/nobody/end", { reason: "idle" }), 404, "not_found"],
  ["an unknown reason", () => post("/calls/a/end", { reason: "boredom" }), 400, "bad_request"],
  ["a body that is no JSON", () => post("/tokens", "{"), 400, "bad_request"],
  ["a body beyond all measure", () => post("/tokens", "x".repeat(3_000_000)), 413, "too_large"],
  ["an unknown door", () => post("/", {}), 404, "not_found"],
])("%s is refused by name", async (_, send, status, code) => {
  expect(await send()).toMatchObject({ status, body: { error: { code } } });
});

async function unsigned(path: string) {
  const response = await fetch(`${engine.url}${path}`, { method: "POST", body: "{}" });
  return { status: response.status, body: await response.json() };
}
