/** Who may connect. Real sockets, fake model. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestEngine, type TestEngine, type TicketChange } from "./start-test-engine";

let engine: TestEngine;
beforeEach(async () => {
  engine = await startTestEngine();
});
afterEach(() => engine.stop());

const nowSeconds = () => Math.floor(Date.now() / 1_000);

describe("tickets", () => {
  test.each<[string, TicketChange, string]>([
    ["expired", { issuedAtSeconds: nowSeconds() - 120 }, "ticket_expired"],
    ["forged", { secret: "another-secret-of-at-least-32-characters" }, "ticket_invalid"],
    ["for another audience", { audience: "someone-else" }, "ticket_foreign"],
    ["of another issuer", { issuer: "someone-else" }, "ticket_foreign"],
    ["without its claims", { claims: { maxCallSeconds: 0 } }, "ticket_invalid"],
    ["for a call whose id is a path", { claims: { callId: "../../etc" } }, "ticket_invalid"],
  ])("one that is %s is refused by name", async (_, change, code) => {
    const client = engine.connect({ ticket: await engine.ticket("call-a", change) });
    expect(await client.refusal()).toMatchObject({ code });
    expect(engine.engine.registry.callIds).toEqual([]);
  });

  test("one whose signature was dropped is refused", async () => {
    const [, payload] = (await engine.ticket("call-a")).split(".");
    const header = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    expect(await engine.connect({ ticket: `${header}.${payload}.` }).refusal()).toMatchObject({ code: "ticket_invalid" });
  });

  test("each is used once", async () => {
    const ticket = await engine.ticket("call-a");
    await engine.connect({ ticket }).connected();
    expect(await engine.connect({ ticket }).refusal()).toMatchObject({ code: "ticket_used" });
  });

  test("a second ticket takes over a call that has not started, and cannot touch one that runs", async () => {
    const first = engine.connect({ ticket: await engine.ticket("call-a") });
    await first.connected();
    const second = engine.connect({ ticket: await engine.ticket("call-a", { claims: { jti: "second-ticket-0123456789" } }) });
    await second.start();
    await first.until(() => first.disconnected !== null, "the first client being let go");
    const third = engine.connect({ ticket: await engine.ticket("call-a", { claims: { jti: "third-ticket-0123456789" } }) });
    expect(await third.refusal()).toMatchObject({ code: "conflict" });
  });
});

describe("handshake", () => {
  test("another protocol version is told to reload", async () => {
    const client = engine.connect({ ticket: await engine.ticket("call-a"), protocolVersion: 99 });
    expect(await client.refusal()).toMatchObject({ code: "protocol_mismatch" });
  });

  test("neither ticket nor resume key", async () => {
    expect(await engine.connect({}).refusal()).toMatchObject({ code: "message_malformed" });
  });

  test("a resume key for a call that is not here", async () => {
    expect(await engine.connect({ callId: "call-a", resumeKey: "guess" }).refusal()).toMatchObject({ code: "resume_refused" });
  });

  test("a page of another origin never gets as far as its ticket", async () => {
    const ticket = await engine.ticket("call-a");
    const stranger = engine.connect({ ticket }, { origin: "http://evil.test" });
    await stranger.refusal();
    await engine.connect({ ticket }).connected();
  });
});
