/** Runs and replays over real sockets, against a real engine with the rehearsal voice, in real time. Needs PostgreSQL (the embedded one will do). */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { db } from "@duologue/db";
import { createSystemClock } from "@duologue/evaluation/clock";
import type { SuiteReport } from "@duologue/evaluation/suites";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { replayResult } from "@/lib/shared/replays";
import type { Viewer } from "../../auth/session";
import { claimNextReplay } from "../../replays/claim-next-replay";
import { startReplay } from "../../replays/start-replay";
import { makeTestFromCall } from "../../suites/make-test-from-call";
import { readSuite } from "../../suites/read-suite";
import { uploadSuite } from "../../suites/upload-suite";
import { OFFERED_SHA256, type PlayingEngine, startPlayingEngine } from "../../test/playing-engine";
import { openTestDatabase, type TestDatabase } from "../../test/test-database";
import { createWorld, type World } from "../../test/world";
import { cancelRun } from "../cancel-run";
import { claimNextRun } from "../claim-next-run";
import { compareRuns } from "../compare-runs";
import { continueRun } from "../continue-run";
import { deleteRun } from "../delete-run";
import { readRun } from "../read-run";
import { startRun } from "../start-run";
import { findFreeEngine } from "./find-free-engine";
import { playClaimedReplay } from "./play-replay";
import { playClaimedRun } from "./play-run";

const text = JSON.stringify({
  spec: "duologue_suite",
  specVersion: "1.0",
  meta: { name: "short", title: "Short" },
  personas: { baker: { role: { name: "Ida", organisation: "Stone Oven", kind: "bakery", greeting: "Stone Oven, hello." } } },
  scenarios: [
    {
      id: "ask",
      title: "Asks",
      category: "smoothTurn",
      script: [{ id: "ask", when: { event: "agentStops", delayMs: 200 }, say: "When do you open?" }],
      hangUp: { event: "silence", ms: 800, timeoutMs: 4_000 },
      maxSeconds: 12,
    },
    {
      id: "bakery",
      title: "Asks a baker",
      category: "words",
      persona: "baker",
      script: [{ id: "ask", when: { event: "agentStops", delayMs: 200 }, say: "Have you bread?" }],
      hangUp: { event: "silence", ms: 800, timeoutMs: 4_000 },
      checks: [
        { type: "mustSay", phrases: ["stone oven"] },
        { type: "judge", question: "Was it polite?", minScore: 4 },
      ],
      maxSeconds: 12,
    },
  ],
});

let database: TestDatabase;
let world: World;
let viewer: Viewer;
let engine: PlayingEngine;
const clock = createSystemClock();
const never = new AbortController().signal;
const parts = () => ({ clock, sound: engine.sound, stopping: never });

/** Stands in for the language model; what it was asked. */
const asked: string[] = [];
const judge = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    asked.push(Buffer.concat(chunks).toString());
    const message = { content: '{"score": 2, "reason": "Curt."}' };
    response.writeHead(200, { "content-type": "application/json", connection: "close" }).end(JSON.stringify({ choices: [{ message }] }));
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => judge.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("EVAL_JUDGE_URL", `http://127.0.0.1:${(judge.address() as AddressInfo).port}/v1`);
  vi.stubEnv("EVAL_JUDGE_MODEL", "stand-in");
  database = await openTestDatabase();
  world = await createWorld();
  // nothing answers there
  await db.engine.deleteMany();
  await db.suiteRun.deleteMany();
  await db.callReplay.deleteMany();
  engine = await startPlayingEngine("playing", 3);
  const { editor, team } = world;
  viewer = { userId: editor.id, name: editor.name, email: editor.email, teamId: team.id, teamName: team.name, role: "editor" };
  await vi.waitFor(async () => expect(await db.engine.count()).toBe(1), { timeout: 20_000 });
});
afterAll(async () => {
  await engine.stop();
  await database.close();
  await new Promise((resolve) => judge.close(resolve));
  vi.unstubAllEnvs();
});

async function start(repeats = 1, withJudge = false, offer?: string) {
  const { id: suiteId } = await uploadSuite(viewer, { text, sounds: new Map() });
  const input = { suiteId, personas: [{ personaId: world.persona.id }], repeats, callsAtOnce: 2, judge: withJudge, offer };
  return startRun(viewer, input);
}

describe("a run", () => {
  it("plays every scenario as a call of its own, and is reported; a call of it becomes a test, and is replayed to another", async () => {
    const { id } = await start(1, true);
    const claimed = await claimNextRun();
    expect(await claimNextRun()).toBeNull();
    await playClaimedRun(claimed as NonNullable<typeof claimed>, parts());
    const run = await readRun(viewer, id);
    expect(run).toMatchObject({ state: "done", failure: null, planned: 2, done: 2, failed: 0, runningCalls: 0, engineBuild: "0.0.0" });
    const report = run.report as SuiteReport;
    expect(run.offer).toBeNull();
    expect(report.speakers).toMatchObject([{ kind: "rehearsal" }]);
    expect(report.suite.sha256).toBe(run.suiteSha256);
    expect(report.personas[0]?.scenarios.map(({ id: scenario, calls }) => `${scenario} ${calls.length}`)).toEqual(["ask 1", "bakery 1"]);
    const bakery = report.personas[0]?.scenarios[1]?.calls[0];
    expect(bakery?.checks.find(({ kind }) => kind === "words")?.status).toBe("passed");
    expect(bakery?.checks.find(({ kind }) => kind === "judge")).toMatchObject({
      status: "failed",
      detail: expect.stringContaining("2 by stand-in"),
    });
    expect(bakery?.judgements).toMatchObject([{ model: "stand-in", score: 2, prompt: expect.stringContaining("Was it polite?") }]);
    expect(asked).toHaveLength(1);
    const calls = await db.call.findMany({ where: { source: "suite" }, orderBy: { personaName: "asc" } });
    expect(calls.map(({ personaName, state }) => `${personaName} ${state}`).sort()).toEqual(
      [`${world.persona.name} draft ended`, "Ida, Stone Oven ended"].sort(),
    );
    expect(run.calls.map(({ callId }) => callId).sort()).toEqual(calls.map((call) => call.id).sort());

    const callId = calls[0]?.id as string;
    const durationMs = calls[0]?.durationMs as number;
    const span = { fromMs: 0, toMs: durationMs };
    const made = await makeTestFromCall(viewer, callId, {
      ...span,
      title: "Again",
      category: "words",
      mustSay: ["hello"],
      mustNotSay: [],
      suiteTitle: "From calls",
    });
    const suite = await readSuite(viewer, made.suiteId);
    expect(suite).toMatchObject({ title: "From calls", name: "from-calls", scenarioCount: 1 });
    expect(suite.soundBytes).toBeGreaterThan(40_000);
    expect(suite.scenarios[0]?.checks).toEqual(["says “hello”"]);
    const second = { ...span, title: "Once more", category: "smoothTurn" as const, mustSay: [], mustNotSay: ["no"], suiteId: made.suiteId };
    expect((await makeTestFromCall(viewer, callId, second)).suiteId).toBe(made.suiteId);
    expect((await readSuite(viewer, made.suiteId)).scenarioCount).toBe(2);

    const replay = await startReplay(viewer, callId, { personaId: world.persona.id });
    const taken = await claimNextReplay();
    await playClaimedReplay(taken as NonNullable<typeof taken>, parts());
    const done = await db.callReplay.findUniqueOrThrow({ where: { id: replay.id }, include: { replayCall: true } });
    expect(done).toMatchObject({ state: "done", failure: null, replayCall: { source: "replay", state: "ended" } });
    expect(replayResult.parse(done.result).label).toBe("counterfactual");

    await deleteRun(viewer, id);
    expect(await db.call.count({ where: { source: "suite" } })).toBe(0);
  }, 180_000);

  it("is answered by the offered speaker that it asks for, on slots of its own, and names it with its hash", async () => {
    const { id } = await start(1, false, "small");
    expect(await readRun(viewer, id)).toMatchObject({ offer: "small", speakers: [] });
    const claimed = await claimNextRun();
    await playClaimedRun(claimed as NonNullable<typeof claimed>, parts());
    const run = await readRun(viewer, id);
    expect(run).toMatchObject({ state: "done", failure: null, done: 2, failed: 0 });
    // one speaker, although its hash was not known before the first call
    expect(run.speakers).toEqual([{ kind: "native", title: "Small trained model", model: "small", weightsSha256: OFFERED_SHA256 }]);
    const calls = await db.call.findMany({ where: { id: { in: run.calls.flatMap(({ callId }) => callId ?? []) } } });
    expect(calls.map(({ offer, speaker }) => [offer, (speaker as { model: string }).model])).toEqual([
      ["small", "small"],
      ["small", "small"],
    ]);
    await deleteRun(viewer, id);
  }, 120_000);

  it("is put back where the studio stops, goes on from there, and ends where it is cancelled", async () => {
    const { id } = await start(2);
    const stopping = new AbortController();
    const claimed = await claimNextRun();
    const playing = playClaimedRun(claimed as NonNullable<typeof claimed>, { ...parts(), stopping: stopping.signal });
    await vi.waitFor(async () => expect((await readRun(viewer, id)).done).toBeGreaterThan(0), { timeout: 60_000 });
    stopping.abort();
    await playing;
    const stopped = await readRun(viewer, id);
    expect(stopped).toMatchObject({ state: "waiting", report: null });
    const again = await claimNextRun();
    expect(again?.id).toBe(id);
    const going = playClaimedRun(again as NonNullable<typeof again>, parts());
    await cancelRun(viewer, id);
    await going;
    const cancelled = await readRun(viewer, id);
    expect(cancelled.state).toBe("cancelled");
    expect(cancelled.done).toBeGreaterThanOrEqual(stopped.done);
    expect(cancelled.report?.personas).toHaveLength(1);
    await continueRun(viewer, id);
    const last = await claimNextRun();
    await playClaimedRun(last as NonNullable<typeof last>, parts());
    expect(await readRun(viewer, id)).toMatchObject({ state: "done", done: 4, planned: 4, judge: false });
    // nobody is asked who was not wanted
    expect(asked).toHaveLength(1);
  });

  it("stands beside another that is over, on the scenarios that play the same in both", async () => {
    const [first, second] = await Promise.all([start(), start()]);
    await expect(compareRuns(viewer, { run: [first.id, second.id] })).rejects.toMatchObject({ code: "conflict" });
    for (const _ of [first, second]) {
      const claimed = await claimNextRun();
      await playClaimedRun(claimed as NonNullable<typeof claimed>, parts());
    }
    const { shared, runs, personas, comparisons } = await compareRuns(viewer, { run: [first.id, second.id] });
    expect(shared).toEqual(["ask", "bakery"]);
    expect(runs).toMatchObject([
      { label: "A", id: first.id, speakers: [{ kind: "rehearsal" }], engineBuild: "0.0.0" },
      { label: "B", id: second.id, speakers: [{ kind: "rehearsal" }] },
    ]);
    const name = `${world.persona.name} draft`;
    expect(personas.map((persona) => [persona.name, persona.calls])).toEqual([
      [`A · ${name}`, 2],
      [`B · ${name}`, 2],
    ]);
    expect(comparisons).toMatchObject([{ base: `A · ${name}`, other: `B · ${name}` }]);
    const stranger = { ...viewer, teamId: "another" };
    await expect(compareRuns(stranger, { run: [first.id, second.id] })).rejects.toMatchObject({ code: "not_found" });
  }, 120_000);

  it("takes no slot that is the last one for people", async () => {
    const row = await db.engine.findFirstOrThrow();
    const freeFor = (offer: string | null) => findFreeEngine(offer, null);
    await db.engine.update({ where: { id: row.id }, data: { liveCalls: 1 } });
    expect(await freeFor(null)).toMatchObject({ id: row.id });
    await db.engine.update({ where: { id: row.id }, data: { liveCalls: 2 } });
    expect(await freeFor(null)).toBe("full");
    // an offered speaker has slots of its own
    expect(await freeFor("small")).toMatchObject({ id: row.id });
    const [offer] = row.offers as object[];
    await db.engine.update({ where: { id: row.id }, data: { offers: [{ ...offer, liveCalls: 1 }] } });
    expect(await freeFor("small")).toBe("full");
    expect(await freeFor("large")).toBe("none");
    await db.engine.update({ where: { id: row.id }, data: { liveCalls: 0, capacity: 1 } });
    expect(await freeFor(null)).toMatchObject({ id: row.id });
    await db.engine.update({ where: { id: row.id }, data: { draining: true } });
    expect(await freeFor(null)).toBe("none");
  });

  it("that asks for a speaker whom no engine offers waits a minute, and says so", async () => {
    await db.engine.updateMany({ data: { draining: false } });
    const { id } = await start(1, false, "large");
    const claimed = await claimNextRun();
    // a minute goes by at once
    const hurried = { ...clock, after: (_ms: number, callback: () => void) => clock.after(0, callback) };
    await playClaimedRun(claimed as NonNullable<typeof claimed>, { ...parts(), clock: hurried });
    expect(await readRun(viewer, id)).toMatchObject({
      state: "failed",
      done: 0,
      failure: expect.stringContaining("No engine offers large just now."),
    });
  });
});
