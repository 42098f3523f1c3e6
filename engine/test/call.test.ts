/** A whole call through real sockets. Needs nothing but this machine. */
import { afterEach, expect, test } from "vitest";
import { startTestEngine, type TestEngine } from "./start-test-engine";

let engine: TestEngine;
afterEach(() => engine.stop());

test("a call goes from ticket to ended, with audio both ways, a recording and facts", async () => {
  engine = await startTestEngine();
  const client = engine.connect({ ticket: await engine.ticket("call-a") });
  const started = await client.start("pcm16");
  expect(started).toMatchObject({ callId: "call-a", codec: "pcm16", nextSeq: 0, state: "connecting" });
  await client.until(() => client.states.includes("live"), "live");
  const sending = setInterval(() => client.sendFrame(true), 80);
  await client.until(() => client.audio.length >= 15, "15 frames of audio");
  clearInterval(sending);
  expect(await client.order("call:hangup", {})).toEqual({ ok: true, value: null });
  const ended = await client.ended();
  expect(ended.reason).toBe("caller_hung_up");
  expect(client.states).toEqual(expect.arrayContaining(["priming", "live", "ending"]));
  expect(client.audio.map((message) => message.seq)).toEqual(client.audio.map((_, k) => 4 * k));

  await client.until(() => client.disconnected !== null, "the engine letting go");
  await expect.poll(() => engine.studio.facts.get("call-a")?.at(-1)?.state).toBe("ended");
  const facts = engine.studio.facts.get("call-a")?.at(-1);
  expect(facts).toMatchObject({ reason: "caller_hung_up", frameIndex: ended.frameIndex, metrics: { frames: ended.frameIndex } });
  expect(facts?.metrics?.agentSpeechMs).toBeGreaterThan(0);
  expect(facts?.metrics?.callerSpeechMs).toBeGreaterThan(0);
  const wav = engine.studio.recordings.get("call-a") as Uint8Array;
  expect(wav.byteLength).toBe(44 + ended.frameIndex * 1_920 * 4);
  expect(engine.studio.timelines.get("call-a")).toContain('"kind":"state","frameIndex":0');
});
