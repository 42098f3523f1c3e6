/** A whole call through real sockets. Needs nothing but this machine. */
import { afterEach, expect, test } from "vitest";
import { createDirector } from "../src/director/create-director";
import type { CallClient } from "./call-client";
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
  const timeline = engine.studio.timelines.get("call-a") as string;
  expect(timeline).toContain('"kind":"state","frameIndex":0');
  const sampling = { textTemperature: 0.7, textTopK: 25, audioTemperature: 0.8, audioTopK: 250 };
  expect(JSON.parse(timeline.split("\n")[0] as string)).toMatchObject({ kind: "call", callId: "call-a", sampling });
});

const PROGRAM = {
  version: 1,
  mode: "directed",
  start: "start",
  patienceMs: 700,
  yieldMs: 240,
  nodes: {
    start: { kind: "start", id: "start", edges: [{ id: "e0", target: "hello", label: "", condition: { type: "always" } }] },
    hello: {
      kind: "say",
      id: "hello",
      title: "Hello",
      text: "Hello there",
      interruptible: true,
      edges: [{ id: "e1", target: "bye", label: "leave", condition: { type: "caller_choice", value: "wants to leave" } }],
    },
    bye: { kind: "end", id: "bye", title: "Bye", goodbye: "Goodbye" },
  },
};

test("two calls at once, a member's and a link caller's: each walks its own flow to its own end", async () => {
  engine = await startTestEngine({ components: { createDirector } });
  const member = engine.connect({ ticket: await engine.ticket("call-a", { spec: { program: PROGRAM } }) });
  const guest = engine.connect({ ticket: await engine.ticket("call-b", { spec: { program: PROGRAM }, claims: { role: "link" } }) });
  await Promise.all([member.start("pcm16"), guest.start("opus")]);
  const offered = (client: CallClient) =>
    client.until(() => client.all("choices:offered").some((fact) => fact.choices.length > 0), "choices");
  await Promise.all([offered(member), offered(guest)]);
  expect(member.all("choices:offered").at(-1)?.choices).toEqual([{ edgeId: "e1", label: "leave", key: "1" }]);

  expect(await guest.order("call:choose", { edgeId: "e1", via: "button" })).toMatchObject({ ok: true });
  expect(await guest.ended()).toMatchObject({ reason: "persona_ended" });
  expect(guest.all("text:agent").map((fact) => fact.text.trim())).toContain("Goodbye");
  // a link's caller sees nothing of the flow's inside
  expect(guest.all("director:acted")).toEqual([]);
  expect(guest.all("text:agent").every((fact) => fact.nodeId === null)).toBe(true);
  expect(guest.audio.every((message) => message.codec === "opus")).toBe(true);

  expect(member.all("call:ended")).toEqual([]);
  expect(member.all("director:acted").map((fact) => fact.event)).toContainEqual({ kind: "node", nodeId: "hello", edgeId: "e0" });
  expect(await member.order("call:choose", { edgeId: "e1", via: "key" })).toMatchObject({ ok: true });
  expect(await member.ended()).toMatchObject({ reason: "persona_ended" });
  await expect.poll(() => engine.studio.timelines.size).toBe(2);
  expect(engine.studio.timelines.get("call-a")).toMatch(/"kind":"choice".*"via":"key"/);
  expect(engine.studio.timelines.get("call-b")).toMatch(/"kind":"choice".*"via":"button"/);
});

test("a call that is not to be recorded leaves a timeline without words, and no recording; a muted caller is silence", async () => {
  engine = await startTestEngine();
  const client = engine.connect({ ticket: await engine.ticket("call-a", { spec: { record: false } }) });
  await client.start("pcm16");
  await client.until(() => client.states.includes("live"), "live");
  expect(await client.order("call:mute", { muted: true })).toEqual({ ok: true, value: null });
  const have = client.audio.length;
  const sending = setInterval(() => client.sendFrame(true), 80);
  await client.until(() => client.audio.length > have + 8, "audio");
  clearInterval(sending);
  await client.order("call:hangup", {});
  await expect.poll(() => engine.studio.facts.get("call-a")?.at(-1)?.state).toBe("ended");
  expect(engine.studio.facts.get("call-a")?.at(-1)?.metrics).toMatchObject({ callerSpeechMs: 0, missingFrames: 0 });
  expect(engine.studio.recordings.has("call-a")).toBe(false);
  expect(engine.studio.timelines.get("call-a")).toContain('"kind":"mute"');
  // its client read them; nobody else will
  expect(client.all("text:agent")).not.toEqual([]);
  expect(engine.studio.timelines.get("call-a")).not.toContain('"kind":"text"');
});
