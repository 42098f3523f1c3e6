/** The plan of a run and what becomes of calls that do not come about; evaluation/test plays whole runs. */
import { createBlankPersona } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import { describe, expect, it } from "vitest";
import { resultOf } from "../../test/build-result";
import { levelEars } from "../../test/level-ears";
import { tone } from "../../test/write-wav";
import type { EngineAccess } from "../engine/engine-access";
import { parseSuite } from "../suite/parse-suite";
import type { LoadedSuite } from "./assemble-suite";
import { findDone, planJobs } from "./plan-jobs";
import { createMemoryResults } from "./results-store";
import { type RunProgress, type RunSettings, runSuite } from "./run-suite";

const script = [{ id: "s1", when: { event: "callLive" }, say: "Hello?" }];
const suite = parseSuite({
  spec: "duologue_suite",
  specVersion: "1.0",
  meta: { name: "mine", title: "Mine" },
  scenarios: ["one", "two"].map((id) => ({ id, title: id, category: "a", script })),
});
const loaded: LoadedSuite = { suite, sha256: "s", personas: new Map(), readWavFile: async () => new Uint8Array() };
const persona = { name: "mine", sha256: "p", document: createBlankPersona("Mine") };
const settings: RunSettings = { personas: [persona], repeats: 1, calls: 2, codec: "pcm16" };

/** An engine that refuses every call. */
function refusing(code: "engine_overloaded" | "ticket_invalid") {
  let opened = 0;
  const access: EngineAccess = {
    capacity: 8,
    build: "0",
    speaker: () => ({ kind: "fake", title: "", description: "", model: "", weightsSha256: null, device: "" }),
    open: async () => {
      opened += 1;
      throw new ProtocolError(code, "No.");
    },
    collect: async () => {
      throw new Error("Never asked.");
    },
    countTokens: async () => null,
    close: async () => {},
  };
  return { access, opened: () => opened };
}

function partsOf(access: EngineAccess) {
  const after = (_: number, callback: () => void) => {
    queueMicrotask(callback);
    return () => {};
  };
  const clock = { after, every: () => () => {} };
  return { access, clock, store: createMemoryResults(), sound: { ears: levelEars, speaker: { speak: async () => tone(300, 1, 24_000) } } };
}

describe("the plan", () => {
  it("is every scenario, repeat and persona, with the same seed for all personas", () => {
    const jobs = planJobs(suite, [{ name: "a" }, { name: "b" }], 2);
    expect(jobs.map(({ scenario, repeat, persona }) => `${scenario} ${repeat} ${persona}`)).toEqual([
      "one 1 a",
      "one 1 b",
      "one 2 a",
      "one 2 b",
      "two 1 a",
      "two 1 b",
      "two 2 a",
      "two 2 b",
    ]);
    expect(jobs[0]?.seed).toBe(jobs[1]?.seed);
    expect(new Set(jobs.map(({ seed }) => seed)).size).toBe(4);
    expect(planJobs({ ...suite, seed: 2 }, [{ name: "a" }], 1)[0]?.seed).not.toBe(jobs[0]?.seed);
  });

  it("is done where a call was played; one that failed is played again", () => {
    const jobs = planJobs(suite, [{ name: "mine" }], 1);
    const played = resultOf({ steps: [], agent: [] }, { scenario: "one" });
    const failed = { outcome: "failed", persona: "mine", scenario: "two", repeat: 1, seed: 1, code: "internal", message: "" } as const;
    const elsewhere = resultOf({ steps: [], agent: [] }, { scenario: "gone" });
    expect(findDone(jobs, [played, failed, elsewhere])).toEqual([played]);
  });
});

describe("a call that does not come about", () => {
  it("is tried three times where the engine may have room later, and is a result then", async () => {
    const { access, opened } = refusing("engine_overloaded");
    const told: RunProgress[] = [];
    const parts = partsOf(access);
    const results = await runSuite(loaded, { ...settings, onProgress: (progress) => told.push(progress) }, parts);
    expect(results.map(({ outcome, scenario }) => `${scenario} ${outcome}`)).toEqual(["one failed", "two failed"]);
    expect(opened()).toBe(6);
    expect(told.at(-1)).toEqual({ done: 2, total: 2, running: 0, failed: 2 });
    expect(await parts.store.read()).toHaveLength(2);
  });

  it("is not tried again where that would change nothing", async () => {
    const { access, opened } = refusing("ticket_invalid");
    const [first] = await runSuite(loaded, settings, partsOf(access));
    expect(first).toMatchObject({ outcome: "failed", code: "ticket_invalid", message: "No." });
    expect(opened()).toBe(2);
  });

  it("is played when the run is taken up, and nothing else is", async () => {
    const { access, opened } = refusing("ticket_invalid");
    const parts = partsOf(access);
    const played = resultOf({ steps: [], agent: [] }, { scenario: "two" });
    await parts.store.add(played);
    const results = await runSuite(loaded, settings, parts);
    expect(results[1]).toEqual(played);
    expect(opened()).toBe(1);
  });
});

it("a run that is stopped plays nothing more and keeps nothing half", async () => {
  const stopping = new AbortController();
  const { access } = refusing("engine_overloaded");
  const parts = partsOf({
    ...access,
    open: async () => {
      stopping.abort();
      throw new ProtocolError("gone");
    },
  });
  await expect(runSuite(loaded, { ...settings, calls: 1, signal: stopping.signal }, parts)).rejects.toMatchObject({ code: "gone" });
  expect(await parts.store.read()).toEqual([]);
});

it("a persona that cannot be called ends a run before its first call", async () => {
  const { access, opened } = refusing("ticket_invalid");
  const document = { ...persona.document, flow: { nodes: {}, edges: {} } };
  await expect(runSuite(loaded, { ...settings, personas: [{ ...persona, document }] }, partsOf(access))).rejects.toMatchObject({
    code: "persona_invalid",
  });
  expect(opened()).toBe(0);
});
