/** From the end of a call to its scorecard, with a real detector and real speech. Needs PostgreSQL (the embedded one will do). */
import { type Call, db } from "@duologue/db";
import { seedCall } from "@duologue/db/seed";
import { FRAME_MS } from "@duologue/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { PUT as putRecording } from "@/app/api/engine/calls/[id]/recording/route";
import { PUT as putTimeline } from "@/app/api/engine/calls/[id]/timeline/route";
import { SCORECARD_VERSION, type ScorecardResult } from "@/lib/shared/scorecards";
import { findViewer, type Viewer } from "../auth/session";
import { deleteCall } from "../calls/delete-call";
import { listCalls } from "../calls/list-calls";
import { readCall } from "../calls/read-call";
import { setClock } from "../clock";
import { receiveFacts } from "../engines/receive-facts";
import { storage } from "../storage/storage";
import { callRoute } from "../test/call-route";
import { type Said, speechRecording } from "../test/speech-recording";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { createWorld, type World } from "../test/world";
import { CLAIM_MS, claimNextScorecard } from "./claim-next-scorecard";
import { measureAgain } from "./measure-again";
import { measureWaiting } from "./measure-waiting";
import { queueUnmeasured } from "./queue-unmeasured";
import { renewClaim } from "./renew-claim";
import { storeScorecard } from "./store-scorecard";

// a measuring process gives way to everything else that runs, other tests included: on a busy machine it takes minutes
vi.setConfig({ testTimeout: 300_000 });

let database: TestDatabase;
let world: World;
let viewer: Viewer;
let recording: Uint8Array;
let at: Date;

/** Greets; is asked, answers after half a second; is cut short, falls silent; the caller then waits in vain. */
const CONVERSATION: Said[] = [
  { lane: "agent", fromMs: 8_100, toMs: 10_700, atMs: 500 },
  { lane: "caller", fromMs: 200, toMs: 2_400, atMs: 3_500 },
  { lane: "agent", fromMs: 5_300, toMs: 10_700, atMs: 6_000 },
  { lane: "caller", fromMs: 200, toMs: 2_400, atMs: 10_500 },
];
const TIMELINE = [
  { kind: "utterance", lane: "agent", frameIndex: 7, endFrameIndex: 37 },
  { kind: "text", frameIndex: 7, text: "ask what you can do for your country", nodeId: null },
]
  .map((event) => `${JSON.stringify({ ...event, atMs: 0 })}\n`)
  .join("");

beforeAll(async () => {
  database = await openTestDatabase();
  recording = await speechRecording(18_000, CONVERSATION);
});
afterAll(() => database.close());
beforeEach(async () => {
  at = new Date("2026-11-22T12:00:00Z");
  setClock(() => at);
  await db.call.deleteMany();
  world = await createWorld();
  await db.call.deleteMany({ where: { id: world.endedCall.id } });
  const { id: userId, name, email } = world.editor;
  viewer = (await findViewer({ userId, name, email }, {})) as Viewer;
});
afterEach(() => setClock());

const live = () => seedCall(db, world.persona, world.viewer, { engineId: world.engine.id, state: "live", liveAt: at });
const upload = async (call: Call, bytes: Uint8Array) => {
  const request = { engine: world.engine.id, params: { id: call.id }, method: "PUT" };
  expect((await callRoute(putRecording, { ...request, body: bytes, headers: { "content-type": "audio/wav" } })).status).toBe(200);
  const body = new TextEncoder().encode(TIMELINE);
  expect((await callRoute(putTimeline, { ...request, body, headers: { "content-type": "application/x-ndjson" } })).status).toBe(200);
};
const end = (call: Call) =>
  receiveFacts(world.engine.id, call.id, {
    state: "ended",
    reason: "caller_hung_up",
    frameIndex: 225,
    at: at.toISOString(),
    speaker: world.engine.speaker as never,
  });
/** An ended call as its engine has delivered it. */
const ended = async (bytes = recording): Promise<Call> => {
  const call = await live();
  await upload(call, bytes);
  await end(call);
  return call;
};
const scorecardOf = async (call: Call) => (await readCall(viewer, call.id)).scorecard;
const resultOf = async (call: Call) => (await scorecardOf(call))?.result as ScorecardResult;
const near = (ms: number) => (value: number | null | undefined) =>
  value !== null && value !== undefined && Math.abs(value - ms) <= FRAME_MS;

describe("a call that has ended", () => {
  it("is measured from its recording: figures, marks, and who it was", async () => {
    const call = await ended();
    expect(await scorecardOf(call)).toMatchObject({ state: "waiting", result: null });
    expect(await measureWaiting()).toBe(1);
    const scorecard = await scorecardOf(call);
    expect(scorecard).toMatchObject({ state: "ready", failure: null, speaker: { kind: "rehearsal" }, measuredAt: at.toISOString() });
    const { strict, official, marks, frames, metricsBuild } = await resultOf(call);
    expect([frames, metricsBuild]).toEqual([225, "source"]);
    expect(strict).toMatchObject({ turns: { caller: 2, agent: 2 }, bargeIns: 1, missedTurns: 1, unheardBargeIns: 0 });
    // from the caller's "Americans" at 5.57 s to "what" at 6.08; from "And" at 10.62 to the end of "country" at 11.26
    expect(strict.responsesMs).toEqual([expect.toSatisfy(near(508))]);
    expect(strict.stopsMs).toEqual([expect.toSatisfy(near(636))]);
    expect(strict.wordsPerMinute).toBeGreaterThan(0);
    expect(official.stopMsMean).toSatisfy(near(636));
    const bargeIn = marks.find(({ kind }) => kind === "bargeIn");
    expect(bargeIn).toMatchObject({ lane: "caller", stopMs: strict.stopMsMedian });
    expect((bargeIn?.fromFrame ?? 0) * FRAME_MS).toSatisfy(near(10_622));
    const [listed] = (await listCalls(viewer, { limit: 5 })).calls.filter(({ id }) => id === call.id);
    expect(listed?.scores).toEqual({ state: "ready", responseMsMedian: strict.responseMsMedian, stopMsMedian: strict.stopMsMedian });
  });

  it("is measured once, and again only when somebody asks: with the same result", async () => {
    const call = await ended();
    expect([await measureWaiting(), await measureWaiting()]).toEqual([1, 0]);
    const first = (await scorecardOf(call))?.result;
    // while it is measured again, what was found before stays to be seen
    expect(await measureAgain(viewer, call.id)).toMatchObject({ state: "waiting", result: first });
    expect(await measureAgain(viewer, call.id)).toMatchObject({ state: "waiting" });
    expect([await measureWaiting(), await measureWaiting()]).toEqual([1, 0]);
    expect((await scorecardOf(call))?.result).toEqual(first);
  });

  it("fails with a reason where the recording is none, is gone, or is empty, and the next call is measured all the same", async () => {
    const none = await ended(new TextEncoder().encode("RIFF".repeat(20)));
    const gone = await ended();
    await storage().delete(`calls/${gone.id}/recording.wav`);
    const silent = await ended(recording.subarray(0, 44));
    expect(await measureWaiting()).toBe(3);
    expect(await scorecardOf(none)).toMatchObject({ state: "failed", failure: "recording_unreadable", result: null });
    expect(await scorecardOf(gone)).toMatchObject({ state: "failed", failure: "recording_missing" });
    expect(await scorecardOf(silent)).toMatchObject({ state: "ready", result: { frames: 0, marks: [] } });
    await upload(none, recording);
    expect(await scorecardOf(none)).toMatchObject({ state: "waiting" });
  });
});

describe("what is not to be measured", () => {
  it.each([
    ["goes on", async () => upload(await live(), recording)],
    ["has ended without a recording", async () => end(await live())],
  ])("a call that %s", async (_words, make) => {
    await make();
    expect(await claimNextScorecard()).toBeNull();
    const call = await db.call.findFirstOrThrow({ where: { personaId: world.persona.id, state: { not: "created" } } });
    expect(await scorecardOf(call)).toBeNull();
    await expect(measureAgain(viewer, call.id)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("measurers that die, are slow, or are many", () => {
  it("a call that was left behind is taken up when its time is over, not before", async () => {
    const call = await ended();
    const first = await claimNextScorecard();
    expect(first?.callId).toBe(call.id);
    expect(await claimNextScorecard()).toBeNull();
    at = new Date(at.getTime() + CLAIM_MS);
    await renewClaim(first as NonNullable<typeof first>);
    at = new Date(at.getTime() + CLAIM_MS);
    expect(await claimNextScorecard()).toBeNull();
    at = new Date(at.getTime() + 1);
    const second = await claimNextScorecard();
    expect(second?.callId).toBe(call.id);
    expect(await storeScorecard(first as never, { ok: false, failure: "broke_off" })).toBe(false);
    expect(await storeScorecard(second as never, { ok: false, failure: "stopped" })).toBe(true);
    expect(await scorecardOf(call)).toMatchObject({ state: "waiting", failure: null });
  });

  it("no two get the same call", async () => {
    const calls = [await ended(), await ended(), await ended()];
    const claims = await Promise.all(Array.from({ length: 6 }, claimNextScorecard));
    const ids = claims.flatMap((claim) => claim?.callId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    let rest = await claimNextScorecard();
    for (; rest; rest = await claimNextScorecard()) ids.push(rest.callId);
    expect(ids.sort()).toEqual(calls.map(({ id }) => id).sort());
  });

  it("what was found in a recording that has arrived anew since then is not kept", async () => {
    const call = await ended();
    const claim = await claimNextScorecard();
    await upload(call, recording);
    expect(await storeScorecard(claim as never, { ok: false, failure: "broke_off" })).toBe(false);
    expect(await scorecardOf(call)).toMatchObject({ state: "waiting" });
  });

  it("a call that is deleted meanwhile leaves nothing behind", async () => {
    const call = await ended();
    const claim = await claimNextScorecard();
    await deleteCall(viewer, call.id);
    expect(await storeScorecard(claim as never, { ok: false, failure: "broke_off" })).toBe(false);
    expect(await db.scorecard.count({ where: { callId: call.id } })).toBe(0);
  });

  it("a call from before there were scorecards is taken up when the studio starts", async () => {
    const call = await ended();
    await db.scorecard.delete({ where: { callId: call.id } });
    expect(await claimNextScorecard()).toBeNull();
    expect(await scorecardOf(call)).toMatchObject({ state: "waiting" });
    expect([await queueUnmeasured(), await queueUnmeasured()]).toEqual([1, 0]);
    expect((await claimNextScorecard())?.callId).toBe(call.id);
  });

  it("a scorecard of an older layout is made again", async () => {
    const call = await ended();
    const data = { state: "ready", version: SCORECARD_VERSION - 1, result: { version: 0 } } as const;
    await db.scorecard.update({ where: { callId: call.id }, data });
    expect(await scorecardOf(call)).toMatchObject({ result: null });
    expect((await claimNextScorecard())?.callId).toBe(call.id);
  });
});
