/** Whole runs over real sockets: a real engine with the rehearsal speaker, real voices on both sides, in real time. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRehearsalModel } from "@duologue/engine/rehearsal-model";
import { createSystemClock } from "@duologue/engine/system-clock";
import { openTokenizer } from "@duologue/engine/tokenizer";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createFakeModel, FAKE_SPEAKER } from "../../engine/src/model/fake-model";
import { loadOnDemand } from "../../engine/src/model/load-on-demand";
import { createHttpStudio } from "../../engine/src/studio/http-studio";
import { SECRET, startTestEngine } from "../../engine/test/start-test-engine";
import type { PlayedResult } from "../src/call/call-result";
import type { CallFiles } from "../src/call/hear-call";
import { replayCall } from "../src/counterfactual/replay-call";
import { connectEngine } from "../src/engine/connect-engine";
import type { EngineAccess } from "../src/engine/engine-access";
import { startOwnEngine } from "../src/engine/start-own-engine";
import type { Judge } from "../src/judge/create-judge";
import { buildSuiteReport, writeSuiteReport } from "../src/report/build-suite-report";
import { hashPersona, type LoadedSuite } from "../src/run/assemble-suite";
import { buildRole } from "../src/run/build-role";
import { compileCall } from "../src/run/compile-call";
import { createMemoryResults } from "../src/run/results-store";
import { runSuite } from "../src/run/run-suite";
import { openSound, type Sound } from "../src/sound/open-sound";
import { parseSuite } from "../src/suite/parse-suite";
import { role } from "../src/suite/schema";

const HANG_UP = { event: "silence", ms: 1_500, timeoutMs: 6_000 };
const suite = parseSuite({
  spec: "duologue_suite",
  specVersion: "1.0",
  meta: { name: "short", title: "Short" },
  callers: { nora: { voice: "slt", pitch: 0.9 }, kai: { voice: "kal16", rate: 1.2 } },
  scenarios: [
    {
      id: "turn",
      title: "A turn with a pause, and somebody else in a noisy room",
      category: "smoothTurn",
      caller: "nora",
      room: { noise: "pink", snrDb: 30 },
      script: [
        { id: "ask", when: { event: "agentStops" }, say: [{ text: "When is" }, { pauseMs: 400 }, { text: "breakfast?" }] },
        { id: "aside", when: { event: "agentSpoken", ms: 400 }, say: "One moment.", as: "toOther", caller: "kai" },
      ],
      hangUp: HANG_UP,
      checks: [
        { type: "slot", slot: "meal", values: ["breakfast"], inReplyTo: "ask" },
        { type: "mustNotSay", phrases: ["lunch"] },
        { type: "reaches", node: "Talk" },
        { type: "ends", reason: "caller_hung_up" },
        { type: "judge", question: "Was it short?" },
      ],
    },
    {
      id: "interruption",
      title: "An interruption over a telephone line",
      category: "interruption",
      caller: "kai",
      room: { band: "telephone" },
      script: [{ id: "stop", when: { event: "agentSpoken", ms: 800 }, say: "Wait, please.", as: "interruption" }],
      hangUp: HANG_UP,
    },
  ],
});
const innkeeper = buildRole(
  role.parse({
    name: "Ada",
    organisation: "Harbour Inn",
    kind: "hotel",
    greeting: "Harbour Inn.",
    facts: ["Breakfast is served until ten."],
    lines: ["How may I help you?", "Breakfast is served until ten."],
  }),
);
const hurried = buildRole(
  role.parse({ name: "Ben", organisation: "Hill Inn", kind: "hotel", greeting: "Hill Inn.", lines: ["Yes?", "Until nine."] }),
);
const loaded: LoadedSuite = { suite, sha256: "of-the-suite", personas: new Map(), readWavFile: async () => new Uint8Array() };
const personas = [{ name: "innkeeper", sha256: hashPersona(innkeeper), document: innkeeper }];
const clock = createSystemClock();
/** Calls run in real time, and engine, caller and everything else share the machine of the test. */
vi.setConfig({ testTimeout: 180_000 });

describe("a run", () => {
  let sound: Sound;
  let access: EngineAccess;
  const delivered: CallFiles[] = [];
  beforeAll(async () => {
    sound = await openSound();
    const own = await startOwnEngine({ model: await createRehearsalModel({ tokenizer: await openTokenizer(undefined) }), vad: sound.ears });
    access = {
      ...own,
      async collect(callId) {
        const files = await own.collect(callId);
        delivered.push(files);
        return files;
      },
    };
  });
  afterAll(async () => {
    await access.close();
    await sound.close();
  });

  it("plays its scenarios, hears both sides, and comes to the same report again without a call", async () => {
    const prompts: string[] = [];
    const judge: Judge = async (_scenario, { scenario: id }, prompt) => {
      prompts.push(prompt);
      return id === "turn" ? [{ check: 4, model: "stub", prompt: "p", answer: "5", score: 5 }] : [];
    };
    const parts = { access, store: createMemoryResults(), clock, sound, judge };
    const settings = { personas, repeats: 1, calls: 4, codec: "opus" as const };
    const results = await runSuite(loaded, settings, parts);
    expect(results.map(({ scenario, outcome }) => `${scenario} ${outcome}`)).toEqual(["turn played", "interruption played"]);
    const [turn, interruption] = results as [PlayedResult, PlayedResult];

    // both sides were heard, and each step where it was said; how long after its event, step-caller.test.ts says without a clock
    expect(turn.speaker.kind).toBe("rehearsal");
    expect(turn.steps.map(({ id, isLate }) => [id, isLate])).toEqual([
      ["ask", false],
      ["aside", false],
    ]);
    const [ask, aside] = turn.steps;
    expect(ask?.pauses).toHaveLength(1);
    // words to somebody else are on no side of the conversation
    expect(turn.lanes.caller.voice).toEqual(ask?.voice);
    expect(aside?.startMs).toBeGreaterThan(ask?.endMs as number);
    const greetingEndMs = turn.lanes.agent.voice[0]?.endMs as number;
    expect(greetingEndMs).toBeGreaterThan(500);
    expect(ask?.startMs).toBeGreaterThan(greetingEndMs);
    expect(interruption.steps[0]?.startMs).toBeGreaterThan(interruption.lanes.agent.voice[0]?.startMs as number);
    expect(interruption.lanes.agent.words?.[0]?.text).toBe("Harbour");

    const input = {
      suite,
      suiteSha256: loaded.sha256,
      personas: [{ name: "innkeeper", sha256: "p" }],
      build: { engine: access.build, runner: "test" },
      repeats: 1,
    };
    const report = buildSuiteReport({ ...input, results });
    const [persona] = report.personas;
    const checks = persona?.scenarios[0]?.calls[0]?.checks
      .filter(({ kind }) => kind !== "behaviour")
      .map(({ name, status }) => `${name} ${status}`);
    expect(checks).toEqual(["1 slot meal passed", "2 mustNotSay passed", "3 reaches Talk passed", "4 ends passed", "5 judge passed"]);
    expect(Object.keys(persona?.conversation.tasks ?? {})).toEqual(expect.arrayContaining(["pause", "overlap", "call"]));

    expect(prompts).toHaveLength(2);
    expect(prompts[0]).toContain("Harbour Inn");

    const before = delivered.length;
    const again = await runSuite(loaded, settings, parts);
    expect(delivered).toHaveLength(before);
    expect(writeSuiteReport(buildSuiteReport({ ...input, results: again }))).toBe(writeSuiteReport(report));
  });

  it("lends its caller to another persona: the same words at the same moments, other answers", async () => {
    const { call } = await compileCall(hurried, access);
    const [original] = [...delivered].sort((a, b) => a.recording.length - b.recording.length) as [CallFiles];
    const { label, ...sides } = await replayCall(
      original,
      { ...call, seed: 1 },
      { access, ears: sound.ears, clock, codec: "pcm16", tailMs: 1_500 },
    );
    expect(label).toBe("counterfactual");
    expect(sides.replay.promptSha256).toBe(call.promptSha256);
    // a slow machine may lose a frame or two on the way
    const [was, is] = [sides.original.lanes.caller.voice, sides.replay.lanes.caller.voice];
    expect(Math.abs((was[0]?.startMs as number) - (is[0]?.startMs as number))).toBeLessThan(500);
    expect(sides.replay.figures.callerSpeechMs / sides.original.figures.callerSpeechMs).toBeCloseTo(1, 0);
    const [said, says] = [sides.original, sides.replay].map(({ lanes }) => lanes.agent.words?.map(({ text }) => text));
    expect(said).toContain("How");
    expect(says?.length).toBeGreaterThan(0);
    expect(says).not.toContain("How");
  });
});

describe("an engine elsewhere", () => {
  const offered = { ...FAKE_SPEAKER, title: "Small", model: "small" };
  const open = async (offer: string) => {
    const port = await findPort();
    const url = "http://engine.test";
    const opening = connectEngine({ url, secret: SECRET, studioPort: port, origin: "http://studio.test", offer });
    const studio = createHttpStudio({
      studioUrl: `http://127.0.0.1:${port}`,
      secret: SECRET,
      engineId: "far",
      clock,
      retryMs: [50, 100, 200],
    });
    const small = loadOnDemand({
      info: offered,
      capacity: 2,
      load: async () => ({ ...createFakeModel({ clock, capacity: 2 }), info: { ...offered, weightsSha256: "5".repeat(64) } }),
      onLoadFailed: () => {},
    });
    return { opening, engine: await startTestEngine({ components: { studio, offers: [small] } }) };
  };

  it("is asked for a speaker that it offers, which answers, and is named with the hash that it has by then", async () => {
    const { opening, engine } = await open("small");
    try {
      const access = await opening;
      expect(access).toMatchObject({ capacity: 2 });
      expect(access.speaker()).toMatchObject({ title: "Small", weightsSha256: null });
      await playCall(access, engine);
      expect(access.speaker()).toMatchObject({ title: "Small", weightsSha256: "5".repeat(64) });
      await access.close();
    } finally {
      await engine.stop();
    }
  });

  it("that does not offer who is asked for says whom it does", async () => {
    const { opening, engine } = await open("large");
    await expect(opening).rejects.toThrow("to offer large, received small.");
    await engine.stop();
  });

  it("is measured in its studio's place: it says that it is there, fetches the call, delivers what became of it", async () => {
    const port = await findPort();
    const studio = createHttpStudio({
      studioUrl: `http://127.0.0.1:${port}`,
      secret: SECRET,
      engineId: "far",
      clock,
      retryMs: [50, 100, 200, 400],
    });
    const opening = connectEngine({ url: "http://engine.test", secret: SECRET, studioPort: port, origin: "http://studio.test" });
    const engine = await startTestEngine({ components: { studio } });
    try {
      const access = await opening;
      expect(access.speaker().kind).toBe("fake");
      expect(access.capacity).toBe(4);
      expect(await access.countTokens(["a"])).toBeNull();
      const { recording, timeline } = await playCall(access, engine);
      expect(recording.length).toBeGreaterThan(44);
      expect(timeline).toContain('"kind":"call"');
      await access.close();
    } finally {
      await engine.stop();
    }
  });

  it("that says nothing is named, with what to do", async () => {
    const opening = connectEngine({
      url: "http://engine.test",
      secret: SECRET,
      studioPort: 0,
      origin: "http://studio.test",
      helloLimitMs: 20,
    });
    await expect(opening).rejects.toThrow(/Expected the engine at http:\/\/engine.test to report here .* Start it with STUDIO_URL=/);
  });

  it("cannot be measured where its studio runs", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, resolve));
    const { port } = taken.address() as AddressInfo;
    const opening = connectEngine({ url: "http://engine.test", secret: SECRET, studioPort: port, origin: "http://studio.test" });
    await expect(opening).rejects.toThrow(`Expected port ${port} to be free`);
    await new Promise((resolve) => taken.close(resolve));
  });
});

/** One call from its first sound to what it leaves. */
async function playCall(access: EngineAccess, engine: Awaited<ReturnType<typeof startTestEngine>>) {
  const { call } = await compileCall(hurried, access);
  const { callId, ticket, origin } = await access.open({ ...call, seed: 1, maxCallSeconds: 60, record: true });
  const client = engine.connect({ ticket }, { origin });
  await client.start();
  await client.until(() => client.audio.length > 3, "sound");
  await client.order("call:hangup", {});
  return access.collect(callId);
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
