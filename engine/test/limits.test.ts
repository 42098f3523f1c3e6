/** How calls end by themselves, and that one failing call leaves others alone. Real sockets, fake model, fake clock. */
import { FRAME_MS, HEARTBEAT_EVERY_MS } from "@duologue/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PRIMING_STALL_MS } from "../src/call/open-live-call";
import type { Director, DirectorOutput, SpeechModel, SpeechSession } from "../src/call/ports";
import { createFakeModel } from "../src/model/fake-model";
import type { CallClient } from "./call-client";
import { createFakeClock, type FakeClock } from "./fake-clock";
import { startTestEngine, type TestEngine, type TestEngineSettings, type TicketChange } from "./start-test-engine";

let engine: TestEngine;
let clock: FakeClock;
beforeEach(() => {
  clock = createFakeClock(new Date());
});
afterEach(() => engine.stop());

const start = async (settings: TestEngineSettings = {}) => {
  engine = await startTestEngine({ clock, ...settings });
};

async function live(callId: string, change: TicketChange = {}): Promise<CallClient> {
  const client = engine.connect({ ticket: await engine.ticket(callId, change) });
  await client.start("pcm16");
  await expect.poll(() => engine.studio.facts.get(callId)?.at(-1)?.state).toBe("priming");
  await clock.advance(100);
  await client.until(() => client.states.includes("live"), "live");
  return client;
}

const endlessModel = (): SpeechModel => createFakeModel({ clock, toneFrames: 1_000_000 });

test("the ticket's time limit", async () => {
  await start();
  const client = await live("call-a", { claims: { maxCallSeconds: 4 } });
  await clock.advance(4_500);
  expect(await client.ended()).toMatchObject({ reason: "time_limit", frameIndex: 50 });
});

test("a caller who says nothing: idle, though the persona talks all the time", async () => {
  await start({ components: { model: endlessModel() }, options: { idleMs: 8_000 } });
  const client = await live("call-a");
  await clock.advance(12_000);
  // 8 s = 100 frames after the first
  expect(await client.ended()).toMatchObject({ reason: "idle", frameIndex: 101 });
});

test("the caller's voice and the mute button count as life", async () => {
  await start({ options: { idleMs: 8_000 } });
  const client = await live("call-a");
  await clock.advance(4_000);
  await client.order("call:mute", { muted: true });
  await clock.advance(4_000);
  await client.order("call:mute", { muted: false });
  for (let k = 0; k < 10; k++) {
    client.sendFrame(true);
    await client.order("clock:ping", { sentAtMs: 0 });
    await clock.advance(FRAME_MS);
  }
  await clock.advance(12_000);
  const { reason, frameIndex } = await client.ended();
  expect(reason).toBe("idle");
  // at least to the last voiced frame, 8.6 s into the call, and 8 s more
  expect(frameIndex).toBeGreaterThan(205);
});

test("a client that never starts its call", async () => {
  await start();
  const client = engine.connect({ ticket: await engine.ticket("call-a") });
  await client.connected();
  await clock.advance(15_000);
  expect(await client.ended()).toMatchObject({ reason: "idle" });
});

test("an unknown call, and a program nobody can run", async () => {
  await start();
  const broken = engine.connect({ ticket: await engine.ticket("call-a", { spec: { program: { version: 9 } } }) });
  await broken.start("pcm16");
  expect(await broken.ended()).toMatchObject({ reason: "error", code: "persona_invalid" });
  const ticket = await engine.ticket("call-b");
  engine.studio.specs.delete("call-b");
  const unknown = engine.connect({ ticket });
  await unknown.start("pcm16");
  expect(await unknown.ended()).toMatchObject({ reason: "error", code: "not_found" });
});

test("the studio's heartbeat reply ends a call at once", async () => {
  await start();
  const client = await live("call-a");
  engine.studio.orders = [{ callId: "call-a", reason: "link_revoked" }];
  await clock.advance(HEARTBEAT_EVERY_MS);
  expect(await client.ended()).toMatchObject({ reason: "link_revoked" });
  expect(engine.studio.beats.some((beat) => beat.callIds.includes("call-a") && beat.liveCalls === 1)).toBe(true);
});

test("a speaker that stops answering, and a director that throws, end their own call only", async () => {
  const model = endlessModel();
  let opened = 0;
  const oneIsStuck: SpeechModel = {
    ...model,
    open: async (spec) => {
      const session = await model.open(spec);
      opened += 1;
      return opened === 1 ? withoutAnswersAfter(session, 10) : session;
    },
  };
  let directors = 0;
  await start({
    components: {
      model: oneIsStuck,
      createDirector: () => {
        directors += 1;
        return directors === 2 ? throwingDirector() : { step: () => NOTHING };
      },
    },
  });
  const stuck = await live("call-stuck");
  const thrown = await live("call-thrown");
  const fine = await live("call-fine");
  await clock.advance(FRAME_MS * 100);
  expect(await thrown.ended()).toMatchObject({ reason: "error", code: "model_failed" });
  expect(await stuck.ended()).toMatchObject({ reason: "error", code: "model_failed", frameIndex: 10 });
  await fine.until(() => fine.audio.length > 90, "audio");
  expect(fine.all("call:ended")).toEqual([]);
});

test("a slow speaker: the oldest caller audio is dropped, counted, and said", async () => {
  const model = endlessModel();
  let held: (() => void)[] | null = null;
  const slow: SpeechModel = {
    ...model,
    open: async (spec) => {
      const session = await model.open(spec);
      return wrap(session, { push: (frame) => (held ? held.push(() => session.push({ ...frame })) : session.push(frame)) });
    },
  };
  await start({ components: { model: slow } });
  const client = await live("call-a");
  held = [];
  for (let k = 0; k < 30; k++) {
    client.sendFrame(true);
    await clock.advance(FRAME_MS);
  }
  // sent frames arrive in their own time: the ack of a later message says that they have
  await client.order("clock:ping", { sentAtMs: 0 });
  const release = held;
  held = null;
  for (const push of release) push();
  await clock.advance(3_000);
  await client.until(() => (client.all("metrics:sampled").at(-1)?.droppedFrames ?? 0) > 0, "dropped frames");
  await client.order("call:hangup", {});
  await expect.poll(() => engine.studio.timelines.get("call-a") ?? "").toMatch(/"kind":"dropped".*"why":"backpressure"/);
});

test("a speaker that stops preparing a call ends it, and its slot is free again; slow progress is none of that", async () => {
  const model = createFakeModel({ clock });
  let report: (done: number, total: number) => void = () => {};
  let opened = 0;
  const stops: SpeechModel = {
    ...model,
    capacity: 1,
    open: async (spec) => {
      const session = await model.open(spec);
      opened += 1;
      if (opened > 1) return session;
      return wrap(session, {
        prime: (onProgress) => {
          report = onProgress;
          return new Promise(() => {});
        },
      });
    },
  };
  await start({ components: { model: stops } });
  const client = engine.connect({ ticket: await engine.ticket("call-a") });
  await client.start("pcm16");
  await expect.poll(() => opened).toBe(1);
  const waiting = engine.connect({ ticket: await engine.ticket("call-b") });
  await waiting.start("pcm16");
  await waiting.until(() => waiting.states.includes("queued"), "queued");
  await clock.advance(PRIMING_STALL_MS - 1);
  report(1, 2);
  await clock.advance(PRIMING_STALL_MS - 1);
  expect(client.states.at(-1)).toBe("priming");
  await clock.advance(1);
  expect(await client.ended()).toMatchObject({ reason: "error", code: "model_failed" });
  await expect.poll(() => opened).toBe(2);
  await clock.advance(100);
  await waiting.until(() => waiting.states.includes("live"), "live");
});

test("what the studio could not take is kept and delivered later", async () => {
  await start();
  const client = await live("call-a");
  await clock.advance(1_000);
  engine.studio.down = true;
  await client.order("call:hangup", {});
  await client.ended();
  await clock.advance(5_000);
  expect(engine.studio.facts.get("call-a")?.at(-1)?.state).not.toBe("ended");
  engine.studio.down = false;
  await expect
    .poll(async () => {
      await clock.advance(60_000);
      return engine.studio.facts.get("call-a")?.at(-1)?.state;
    })
    .toBe("ended");
  expect(engine.studio.recordings.has("call-a")).toBe(true);
});

const NOTHING: DirectorOutput = { commands: [], entered: [], choices: null, reports: [] };

function throwingDirector(): Director {
  return {
    step() {
      throw new Error("broken on purpose");
    },
  };
}

function wrap(session: SpeechSession, change: Partial<SpeechSession>): SpeechSession {
  return {
    prime: (onProgress) => session.prime(onProgress),
    push: (frame) => session.push(frame),
    onFrame: (listener) => session.onFrame(listener),
    onError: (listener) => session.onError(listener),
    say: (command) => session.say(command),
    cancelSay: (commandId) => session.cancelSay(commandId),
    hush: () => session.hush?.(),
    enterNode: (nodeId, back) => session.enterNode(nodeId, back),
    snapshot: () => session.snapshot(),
    restore: (snapshot) => session.restore(snapshot),
    close: () => session.close(),
    ...change,
  };
}

function withoutAnswersAfter(session: SpeechSession, frames: number): SpeechSession {
  return wrap(session, {
    push: (frame) => {
      if (frame.frameIndex < frames) session.push(frame);
    },
  });
}
