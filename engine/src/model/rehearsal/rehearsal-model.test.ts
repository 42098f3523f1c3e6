import type { DirectorProgram } from "@duologue/persona";
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentFrame, SessionSpec, SpeechModel, SpeechSession } from "../../call/ports";
import { openTokenizer } from "../tokenizer/open-tokenizer";
import { createRehearsalModel } from "./rehearsal-model";

const PROGRAM: DirectorProgram = {
  version: 1,
  mode: "directed",
  start: "start",
  nodes: {
    start: { kind: "start", id: "start", edges: [{ id: "e1", target: "ask", label: "", condition: { type: "always" } }] },
    ask: {
      kind: "stage",
      id: "ask",
      title: "Ask",
      goal: "",
      sampleLines: ["Good morning, may I have your full name, please?", "Thank you. And your date of birth?"],
      edges: [],
    },
  },
  patienceMs: 880,
  yieldMs: 240,
};
const SAMPLING = { textTemperature: 0.7, textTopK: 25, audioTemperature: 0.8, audioTopK: 250 };
const SPEC: SessionSpec = {
  prompt: "<system> You are a receptionist. <system>",
  program: PROGRAM,
  voicePcm: null,
  sampling: SAMPLING,
  seed: 11,
};

function powerDb(samples: Float32Array): number {
  return 10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length + 1e-12);
}

/** Plays a scripted caller into a session and collects what it answers. */
async function talk(session: SpeechSession, frames: number, from: number, voice: (frameIndex: number) => number): Promise<AgentFrame[]> {
  const answers: AgentFrame[] = [];
  session.onFrame((frame) => answers.push(frame));
  for (let frameIndex = from; frameIndex < from + frames; frameIndex++) {
    session.push({ frameIndex, samples: new Float32Array(FRAME_SAMPLES), voiceProbability: voice(frameIndex) });
    await Promise.resolve();
  }
  return answers;
}

describe("rehearsal model", () => {
  let model: SpeechModel;
  beforeAll(async () => {
    model = await createRehearsalModel({ tokenizer: await openTokenizer(undefined), capacity: 16 });
  });
  afterAll(() => model.close());

  async function primed(seed = SPEC.seed): Promise<SpeechSession> {
    const session = await model.open({ ...SPEC, seed });
    const progress: [number, number][] = [];
    await session.prime((done, total) => progress.push([done, total]));
    expect(progress[0]?.[0]).toBe(0);
    expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1]);
    session.enterNode("ask");
    return session;
  }

  it("says what it is", () => {
    expect(model.info.kind).toBe("rehearsal");
    expect(model.info.title).toBe("Rehearsal voice: scripted, walks the flow as written, does not understand");
    expect(model.info.description).toContain("PersonaPlex");
    expect(model.info.weightsSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("answers every frame once and in order, with audible speech and its words in order", async () => {
    const session = await primed();
    const answers = await talk(session, 80, 0, () => 0);
    expect(answers.map((answer) => answer.frameIndex)).toEqual(Array.from({ length: 80 }, (_, k) => k));
    expect(answers.every((answer) => answer.samples.length === FRAME_SAMPLES)).toBe(true);
    expect(answers.map((answer) => answer.text).join("")).toBe("Good morning, may I have your full name, please?");
    const worded = answers.filter((answer) => answer.text !== "").map((answer) => answer.frameIndex);
    const sounding = answers.filter((answer) => powerDb(answer.samples) > -45).map((answer) => answer.frameIndex);
    expect(sounding.length).toBeGreaterThan(20);
    expect(sounding[0]).toBeLessThanOrEqual((worded[0] as number) + 1);
    expect(worded.at(-1)).toBeLessThan(sounding.at(-1) as number);
    expect(answers.map((answer) => answer.linesLeft)).toEqual(answers.map((answer) => (answer.frameIndex < (worded[0] as number) ? 2 : 1)));
    session.close();
  });

  it("falls silent within 300 ms of a barge-in, without a click, and speaks again after the caller", async () => {
    const session = await primed();
    const answers = await talk(session, 120, 0, (frameIndex) => (frameIndex >= 15 && frameIndex < 30 ? 0.9 : 0.01));
    const joined = Float32Array.from(answers.flatMap((answer) => [...answer.samples]));
    const bargeIn = 15 * FRAME_SAMPLES;
    const stop = bargeIn + Math.round(0.3 * SAMPLE_RATE_HZ);
    expect(powerDb(joined.subarray(bargeIn, bargeIn + FRAME_SAMPLES))).toBeGreaterThan(-45);
    expect(joined.subarray(stop, 30 * FRAME_SAMPLES).every((sample) => sample === 0)).toBe(true);
    let biggestJump = 0;
    for (let n = bargeIn; n < stop; n++) biggestJump = Math.max(biggestJump, Math.abs((joined[n] as number) - (joined[n - 1] as number)));
    let usualJump = 0;
    for (let n = 5 * FRAME_SAMPLES; n < bargeIn; n++)
      usualJump = Math.max(usualJump, Math.abs((joined[n] as number) - (joined[n - 1] as number)));
    expect(biggestJump).toBeLessThanOrEqual(usualJump * 1.5);
    expect(answers.map((answer) => answer.text).join("")).toMatch(/^Good morning.* Thank you\. And your date of birth\?$/);
    session.close();
  });

  it("falls silent within 300 ms when hushed in mid-line, without a click", async () => {
    const session = await primed();
    const before = await talk(session, 15, 0, () => 0);
    session.hush?.();
    const after = await talk(session, 40, 15, () => 0);
    const joined = Float32Array.from([...before.slice(0, 15), ...after].flatMap((answer) => [...answer.samples]));
    const hushed = 15 * FRAME_SAMPLES;
    expect(powerDb(joined.subarray(hushed - FRAME_SAMPLES, hushed))).toBeGreaterThan(-45);
    expect(joined.subarray(hushed + Math.round(0.05 * SAMPLE_RATE_HZ)).every((sample) => sample === 0)).toBe(true);
    const jump = (from: number, to: number) => {
      let biggest = 0;
      for (let n = from; n < to; n++) biggest = Math.max(biggest, Math.abs((joined[n] as number) - (joined[n - 1] as number)));
      return biggest;
    };
    expect(jump(hushed, joined.length)).toBeLessThanOrEqual(jump(5 * FRAME_SAMPLES, hushed) * 1.5);
    session.close();
  });

  it("gives the same frames for the same seed and caller, also from a snapshot on", async () => {
    const voice = (frameIndex: number) => (frameIndex % 90 > 60 ? 0.9 : 0.01);
    const one = await primed();
    const two = await primed();
    const before = await talk(one, 50, 0, voice);
    const snapshot = await one.snapshot();
    const after = await talk(one, 150, 50, voice);
    const whole = await talk(two, 200, 0, voice);
    expect([...before, ...after].map(({ text }) => text)).toEqual(whole.map(({ text }) => text));
    expect([...before, ...after].map(({ samples }) => samples)).toEqual(whole.map(({ samples }) => samples));
    const three = await model.open(SPEC);
    await three.restore(snapshot);
    const resumed = await talk(three, 150, 50, voice);
    expect(resumed.map(({ samples }) => samples)).toEqual(after.map(({ samples }) => samples));
    await expect(three.restore({ model: "native/1", bytes: 0 })).rejects.toMatchObject({ code: "bad_request" });
    for (const session of [one, two, three]) session.close();
  });

  it("holds 16 calls, refuses the 17th, and has room again when one closes", async () => {
    const sessions = await Promise.all(Array.from({ length: 16 }, (_, seed) => primed(seed)));
    await expect(model.open(SPEC)).rejects.toMatchObject({ code: "engine_overloaded" });
    const answers = await Promise.all(sessions.map((session) => talk(session, 125, 0, (frameIndex) => (frameIndex % 60 > 45 ? 0.9 : 0))));
    expect(answers.map((frames) => frames.length)).toEqual(sessions.map(() => 125));
    sessions[0]?.close();
    (await model.open(SPEC)).close();
    for (const session of sessions) session.close();
  });

  it("speaks a forced line word for word and reports it", async () => {
    const session = await model.open(SPEC);
    await session.prime(() => {});
    session.say({ commandId: "c1", text: " Your new card is on its way. ", interruptible: true, expiresAtFrame: 1_000_000 });
    const answers: AgentFrame[] = [];
    // The line was not known before the call: frames go by until the worker has spoken it.
    while (!answers.some((answer) => answer.says.some((say) => say.status === "completed"))) {
      await new Promise((resolve) => setImmediate(resolve));
      answers.push(...(await talk(session, 1, answers.length, () => 0)));
    }
    expect(answers.flatMap((answer) => answer.says.map((say) => [say.status, say.spokenWords]))).toEqual([
      ["applied", 0],
      ["completed", 7],
    ]);
    expect(answers.map((answer) => answer.text).join("")).toBe("Your new card is on its way.");
    session.close();
  });

  it("counts tokens by estimate and says so", async () => {
    const { counts, exact } = await model.countTokens(["You work for a bank.", ""]);
    expect(exact).toBe(false);
    expect(counts).toHaveLength(2);
    expect(counts[0]).toBeGreaterThan(3);
  });
});
