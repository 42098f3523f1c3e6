/**
 * The native model behind the port and a whole engine on it, over real sockets. Needs the addon (`npm run native:build`); the
 * checkpoint is the small one of the parity packs, whose weights are random.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { ADDON_FILE } from "@duologue/native";
import { FRAME_SAMPLES } from "@duologue/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentFrame, SessionSpec, SpeechModel, SpeechSession } from "../src/call/ports";
import { createNativeModel } from "../src/model/native/native-model";
import { openTokenizer } from "../src/model/tokenizer/open-tokenizer";
import { startTestEngine } from "./start-test-engine";

const CHECKPOINT = path.join(import.meta.dirname, "../../native/test/fixtures/parity/session-tiny");
const SPEC: SessionSpec = {
  prompt: "You enjoy having a good conversation.",
  program: { version: 1, mode: "single", start: "start", nodes: {}, patienceMs: 880, yieldMs: 240 },
  voicePcm: tone(24_000),
  sampling: { textTemperature: 0.7, textTopK: 25, audioTemperature: 0.8, audioTopK: 250 },
  seed: 11,
};

let model: SpeechModel;
beforeAll(async () => {
  expect(existsSync(ADDON_FILE), "the addon is built: npm run native:build").toBe(true);
  model = await createNativeModel({ folder: CHECKPOINT, capacity: 4, threads: 2, tokenizer: await openTokenizer(undefined) });
});
afterAll(() => model.close());

describe("native model", () => {
  it("says what it is and counts tokens exactly", async () => {
    expect(model.info).toMatchObject({ kind: "native", model: "session-tiny" });
    await expect.poll(() => model.info.weightsSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(model.info.device).toMatch(/^cpu/);
    const { counts, exact } = await model.countTokens(["Good morning.", ""]);
    expect(exact).toBe(true);
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1]).toBe(0);
  });

  it("answers every frame once and in order, the same for the same seed whoever else is there, another for another seed", async () => {
    const alone = await primed(SPEC);
    const expected = await talk(alone, 20);
    alone.close();
    expect(expected.map(({ frameIndex }) => frameIndex)).toEqual(Array.from({ length: 20 }, (_, k) => k));
    expect(expected.every(({ samples }) => samples.length === FRAME_SAMPLES)).toBe(true);

    const [one, other] = await Promise.all([primed(SPEC), primed({ ...SPEC, seed: 12 })]);
    const [again, different] = await Promise.all([talk(one, 20), talk(other, 20)]);
    expect(again.map(({ samples }) => samples)).toEqual(expected.map(({ samples }) => samples));
    expect(again.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
    expect(different.map(({ samples }) => samples)).not.toEqual(expected.map(({ samples }) => samples));
    one.close();
    other.close();
  });

  it("goes on from a snapshot as it would have gone on", async () => {
    const session = await primed(SPEC);
    await talk(session, 10);
    const snapshot = await session.snapshot();
    const expected = await talk(session, 10, 10);
    const copy = await model.open(SPEC);
    await copy.restore(snapshot);
    const resumed = await talk(copy, 10, 10);
    expect(resumed.map(({ samples }) => samples)).toEqual(expected.map(({ samples }) => samples));
    await expect(copy.restore({ model: "another", bytes: 0 })).rejects.toMatchObject({ code: "bad_request" });
    session.close();
    copy.close();
  });

  it("speaks a forced line and reports it, and refuses more sessions than it has room for", async () => {
    const session = await primed(SPEC);
    session.say({ commandId: "c1", text: "Your new card is on its way.", interruptible: true, expiresAtFrame: 1_000 });
    const frames = await talk(session, 120);
    expect(frames.flatMap(({ says }) => says.map(({ status, spokenWords }) => [status, spokenWords]))).toEqual([
      ["applied", 0],
      ["completed", 7],
    ]);
    expect(frames.map(({ text }) => text).join("")).toContain("Your new card is on its way.");
    session.close();
    const sessions = await Promise.all(Array.from({ length: model.capacity }, () => model.open(SPEC)));
    await expect(model.open(SPEC)).rejects.toMatchObject({ code: "engine_overloaded" });
    for (const one of sessions) one.close();
    (await model.open(SPEC)).close();
  });

  it("refuses samples that are no numbers and arrays of another kind", async () => {
    const session = await primed(SPEC);
    const push = (samples: Float32Array) => session.push({ frameIndex: 0, samples, voiceProbability: 0 });
    const broken = new Float32Array(FRAME_SAMPLES);
    broken[3] = Number.NaN;
    expect(() => push(broken)).toThrow("expected 1920 finite samples, received NaN as sample 3");
    expect(() => push(new Float32Array(7))).toThrow("expected 1920 samples");
    expect(() => push(new Uint8Array(FRAME_SAMPLES) as unknown as Float32Array)).toThrow("expected a Float32Array");
    expect(await talk(session, 1)).toHaveLength(1);
    session.close();
  });

  it("opens and closes a thousand sessions and keeps nothing of them", async () => {
    const openAndClose = async (count: number) => {
      for (let k = 0; k < count; k += 1) (await model.open(SPEC)).close();
    };
    await openAndClose(200);
    const before = process.memoryUsage.rss();
    await openAndClose(1_000);
    // The voice alone is 96 kB a session.
    expect(process.memoryUsage.rss() - before).toBeLessThan(32 * 2 ** 20);
  });

  it("says what is wrong with a folder that is no checkpoint", async () => {
    const tokenizer = await openTokenizer(undefined);
    await expect(createNativeModel({ folder: import.meta.dirname, tokenizer })).rejects.toThrow(/model\.safetensors/);
    await expect(createNativeModel({ folder: CHECKPOINT, device: "cuda:7", tokenizer })).rejects.toMatchObject({ code: "unsupported" });
  });
});

describe("an engine on the native model", () => {
  it("holds two calls at once, each answered frame by frame, and frees their sessions", async () => {
    const engine = await startTestEngine({
      capacity: 2,
      components: { model: kept(model) },
    });
    const calls = await Promise.all(
      ["call-a", "call-b"].map(async (callId) => {
        const client = engine.connect({ ticket: await engine.ticket(callId) });
        await client.start();
        await client.until(() => client.states.includes("live"), "live");
        return client;
      }),
    );
    await Promise.all(calls.map((client) => client.until(() => client.audio.length >= 12, "12 frames of audio")));
    for (const client of calls) {
      expect(client.audio.map(({ seq }) => seq)).toEqual(client.audio.map((_, index) => index * 4));
      client.socket.close();
    }
    await engine.stop();
  });
});

/** The engine closes its model when it stops; this one serves the other tests too. */
function kept(shared: SpeechModel): SpeechModel {
  return {
    info: shared.info,
    capacity: shared.capacity,
    open: (spec) => shared.open(spec),
    countTokens: (texts) => shared.countTokens(texts),
    close: async () => {},
  };
}

async function primed(spec: SessionSpec): Promise<SpeechSession> {
  const session = await model.open(spec);
  const progress: number[] = [];
  await session.prime((done, total) => progress.push(done / total));
  expect(progress.at(-1)).toBe(1);
  return session;
}

function talk(session: SpeechSession, count: number, from = 0): Promise<AgentFrame[]> {
  return new Promise((resolve, reject) => {
    const frames: AgentFrame[] = [];
    const push = (frameIndex: number) =>
      session.push({ frameIndex, samples: tone(FRAME_SAMPLES, frameIndex * FRAME_SAMPLES), voiceProbability: 0 });
    session.onError(reject);
    session.onFrame((frame) => {
      frames.push(frame);
      if (frames.length === count) resolve(frames);
      else push(from + frames.length);
    });
    push(from);
  });
}

function tone(samples: number, at = 0): Float32Array {
  return Float32Array.from({ length: samples }, (_, n) => 0.1 * Math.sin((2 * Math.PI * 220 * (at + n)) / 24_000));
}
