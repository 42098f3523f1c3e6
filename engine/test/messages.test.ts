/** Malformed, oversized and unknown messages: told, counted, and nobody else is disturbed. Real sockets, fake model. */
import { MAX_MESSAGE_BYTES } from "@duologue/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CallClient } from "./call-client";
import { startTestEngine, type TestEngine } from "./start-test-engine";

let engine: TestEngine;
let client: CallClient;
let neighbour: CallClient;

beforeEach(async () => {
  engine = await startTestEngine();
  client = await live("call-a");
  neighbour = await live("call-b");
});
afterEach(() => engine.stop());

async function live(callId: string): Promise<CallClient> {
  const caller = engine.connect({ ticket: await engine.ticket(callId) });
  await caller.start("pcm16");
  await caller.until(() => caller.states.includes("live"), "live");
  return caller;
}

const codes = () => client.all("error:raised").map((error) => error.code);

/** The neighbour's frames come one after the other, without a hole, and nobody complained to it. */
async function expectUndisturbed(): Promise<void> {
  const have = neighbour.audio.length;
  await neighbour.until(() => neighbour.audio.length > have + 3, "the neighbour's audio going on");
  expect(neighbour.audio.map((message) => message.seq)).toEqual(neighbour.audio.map((_, k) => 4 * k));
  expect(neighbour.all("error:raised")).toEqual([]);
}

test.each<[string, () => void, string]>([
  ["audio that is none", () => client.socket.emit("audio:user", "hello"), "audio_malformed"],
  ["audio with a broken header", () => client.socket.emit("audio:user", Buffer.from([9, 9, 9, 9, 9, 9, 9, 9])), "audio_malformed"],
  ["an order of another shape", () => client.socket.emit("call:mute", { muted: "yes" }), "message_malformed"],
  ["an unknown event", () => client.socket.emit("call:teleport", {}), "message_malformed"],
  ["an oversized message", () => client.socket.emit("audio:user", Buffer.alloc(MAX_MESSAGE_BYTES + 1)), "message_too_large"],
  ["an oversized order", () => client.socket.emit("call:mute", { muted: true, note: "x".repeat(MAX_MESSAGE_BYTES) }), "message_too_large"],
])("%s is told by name, and the call goes on", async (_, send, code) => {
  send();
  await client.until(() => codes().length > 0, "error:raised");
  expect(codes()).toEqual([code]);
  const have = client.audio.length;
  await client.until(() => client.audio.length > have + 2, "audio going on");
  await expectUndisturbed();
});

test("bytes that are no packet at all are told too", async () => {
  const raw = client.socket.io.engine as unknown as { transport: { ws: { send: (bytes: Uint8Array) => void } } };
  raw.transport.ws.send(Uint8Array.of(0xc1, 0xc1, 0xc1));
  await client.until(() => codes().includes("message_malformed"), "error:raised");
  await expectUndisturbed();
});

test("an order that fails is acknowledged with its error", async () => {
  expect(await client.order("call:mute", { muted: 1 })).toMatchObject({
    ok: false,
    error: { code: "message_malformed", fields: { muted: expect.any(String) } },
  });
  expect(await client.order("call:choose", { edgeId: "nowhere", via: "key" })).toMatchObject({
    ok: false,
    error: { code: "invalid_input" },
  });
  expect(await client.order("clock:ping", { sentAtMs: 1 })).toMatchObject({ ok: true, value: { engineAtMs: expect.any(Number) } });
});

test("a stream of rubbish ends the connection, not the engine", async () => {
  for (let k = 0; k < 40; k++) client.socket.emit("audio:user", Buffer.from([k]));
  await client.until(() => client.disconnected !== null, "being disconnected");
  expect(codes()).toContain("rate_limited");
  await expectUndisturbed();
});

test("a message beyond the transport's limit closes that connection only", async () => {
  client.socket.emit("audio:user", Buffer.alloc(1_500_000));
  await client.until(() => client.disconnected !== null, "being disconnected");
  await expectUndisturbed();
});

test("what was refused is counted for Prometheus", async () => {
  client.socket.emit("audio:user", "hello");
  await client.until(() => codes().length > 0, "error:raised");
  const metrics = async () => (await fetch(`${engine.url}/metrics`)).text();
  await expect.poll(metrics).toMatch(/duologue_step_seconds_count [1-9]/);
  expect(await metrics()).toContain('duologue_messages_refused_total{code="audio_malformed"} 1');
  expect(await metrics()).toContain("duologue_calls_live 2");
});
