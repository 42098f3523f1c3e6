/** A socket that drops may come back within 15 s to the same live call. Real sockets, fake model, fake clock. */
import { FRAME_MS, RESUME_WINDOW_MS } from "@duologue/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CallClient } from "./call-client";
import { createFakeClock, type FakeClock } from "./fake-clock";
import { startTestEngine, type TestEngine } from "./start-test-engine";

let engine: TestEngine;
let clock: FakeClock;
let client: CallClient;
let resumeKey: string;

beforeEach(async () => {
  clock = createFakeClock(new Date());
  engine = await startTestEngine({ clock });
  client = engine.connect({ ticket: await engine.ticket("call-a") });
  ({ resumeKey } = await client.start("pcm16"));
  await expect.poll(() => engine.studio.facts.get("call-a")?.at(-1)?.state).toBe("priming");
  await clock.advance(200);
  await client.until(() => client.states.includes("live"), "live");
});
afterEach(() => engine.stop());

const call = () => engine.engine.registry.resume("call-a", resumeKey);
const socketEvents = () =>
  (engine.studio.timelines.get("call-a") ?? "")
    .split("\n")
    .filter((line) => line.includes('"kind":"socket"'))
    .map((line) => JSON.parse(line).status);

async function loseSocket(): Promise<void> {
  client.cut();
  await client.until(() => client.disconnected !== null, "losing the socket");
  // the engine hears of it a moment later
  await expect.poll(async () => (await (await fetch(`${engine.url}/metrics`)).text()).includes("duologue_sockets 0")).toBe(true);
}

test("the call goes on meanwhile, and the client takes up where it is", async () => {
  for (let k = 0; k < 5; k++) {
    client.sendFrame(true);
    await clock.advance(FRAME_MS);
  }
  await loseSocket();
  await clock.advance(RESUME_WINDOW_MS - 1_000);
  const back = engine.connect({ callId: "call-a", resumeKey });
  const started = await back.start("opus");
  expect(started).toMatchObject({ state: "live", codec: "opus", nextSeq: 20, resumeKey });
  await clock.advance(FRAME_MS * 3);
  await back.until(() => back.audio.length > 0, "audio");
  const frameIndex = (back.audio[0]?.seq ?? 0) / 4;
  expect(frameIndex).toBeGreaterThanOrEqual((RESUME_WINDOW_MS - 1_000) / FRAME_MS);
  expect(back.audio[0]?.codec).toBe("opus");
  expect(back.all("call:state").at(-1)).toMatchObject({ state: "live" });

  // the old window is closed: nothing ends the call now
  await clock.advance(RESUME_WINDOW_MS);
  expect(back.all("call:ended")).toEqual([]);
  await back.order("call:hangup", {});
  await expect.poll(() => engine.studio.facts.get("call-a")?.at(-1)?.metrics?.reconnects).toBe(1);
  expect(socketEvents()).toEqual(["lost", "resumed"]);
});

test("a wrong key is refused; who does not come back in time has lost the connection; everything up to the end is kept", async () => {
  await loseSocket();
  expect(await engine.connect({ callId: "call-a", resumeKey: "wrong" }).refusal()).toMatchObject({ code: "resume_refused" });
  expect(call().state).toBe("live");
  await clock.advance(RESUME_WINDOW_MS);
  await expect.poll(() => engine.studio.facts.get("call-a")?.at(-1)).toMatchObject({ state: "ended", reason: "connection_lost" });
  await expect.poll(() => engine.engine.registry.callIds).toEqual([]);
  await clock.advance(RESUME_WINDOW_MS);
  expect(await engine.connect({ callId: "call-a", resumeKey }).refusal()).toMatchObject({ code: "resume_refused" });
  const frames = engine.studio.facts.get("call-a")?.at(-1)?.frameIndex as number;
  expect(frames).toBeGreaterThanOrEqual(Math.floor(RESUME_WINDOW_MS / FRAME_MS));
  expect(engine.studio.recordings.get("call-a")?.byteLength).toBe(44 + frames * 7_680);
});

test("a client that is back before its old connection is known to be dead replaces it", async () => {
  const back = engine.connect({ callId: "call-a", resumeKey });
  await back.start("pcm16");
  await client.until(() => client.disconnected !== null, "the old connection being let go");
  await clock.advance(RESUME_WINDOW_MS + FRAME_MS);
  expect(call().state).toBe("live");
});

test("a client that is back after the end hears how it ended, for as long as it could have come back", async () => {
  await loseSocket();
  call().end({ reason: "persona_ended" });
  await expect.poll(() => engine.studio.facts.get("call-a")?.at(-1)).toMatchObject({ state: "ended", reason: "persona_ended" });
  await expect.poll(() => engine.engine.registry.callIds).toEqual([]);
  expect(await engine.connect({ callId: "call-a", resumeKey: "wrong" }).refusal()).toMatchObject({ code: "resume_refused" });
  const back = engine.connect({ callId: "call-a", resumeKey });
  await back.until(() => back.disconnected !== null, "being let go");
  const { frameIndex } = engine.studio.facts.get("call-a")?.at(-1) ?? {};
  expect(back.all("call:ended")).toEqual([{ reason: "persona_ended", frameIndex }]);
  expect(back.audio).toEqual([]);
  await clock.advance(RESUME_WINDOW_MS);
  expect(await engine.connect({ callId: "call-a", resumeKey }).refusal()).toMatchObject({ code: "resume_refused" });
});

test("a client that is back while the call is being closed hears its end", async () => {
  await loseSocket();
  const ending = call();
  const heard: string[] = [];
  ending.end({ reason: "persona_ended" });
  expect(ending.state).toBe("ending");
  ending.attach({ emit: (event) => void heard.push(event), close: () => void heard.push("closed") });
  expect(ending.start("pcm16").state).toBe("ending");
  await expect.poll(() => heard.slice(-2)).toEqual(["call:ended", "closed"]);
  expect(heard).not.toContain("choices:offered");
});
