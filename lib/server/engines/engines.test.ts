/** What engines tell the studio, and what becomes of calls whose engine has gone. Needs PostgreSQL (the embedded one will do). */
import { type Call, db } from "@duologue/db";
import { seedCall } from "@duologue/db/seed";
import { type CallFacts, type CallMetrics, ENGINE_LOST_AFTER_MS, type EngineHeartbeat, HEARTBEAT_EVERY_MS } from "@duologue/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as readRecording } from "@/app/api/calls/[id]/recording/route";
import { PUT as putRecording } from "@/app/api/engine/calls/[id]/recording/route";
import { heardSince, markLostCalls } from "../calls/mark-lost-calls";
import { setClock } from "../clock";
import { callRoute } from "../test/call-route";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { toneWav } from "../test/tone-wav";
import { createWorld, type World } from "../test/world";
import { readCallSpec } from "./read-call-spec";
import { receiveFacts } from "./receive-facts";
import { receiveHeartbeat } from "./receive-heartbeat";

let database: TestDatabase;
let world: World;
let call: Call;
/** the studio's clock, in this test's hand */
let at: Date;
const wait = (ms: number) => {
  at = new Date(at.getTime() + ms);
};

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  at = new Date("2026-11-22T12:00:00Z");
  setClock(() => at);
  heardSince(new Date(0));
  await db.call.deleteMany();
  await db.engine.deleteMany();
  world = await createWorld();
  call = await seedCall(db, world.persona, world.viewer, { engineId: world.engine.id, state: "live", liveAt: at, createdAt: at });
  await beat([call.id]);
});
afterEach(() => setClock());

const state = async () => {
  const { state, endReason } = await db.call.findUniqueOrThrow({ where: { id: call.id } });
  return endReason ? `${state}/${endReason}` : state;
};
const beat = (callIds: string[], offers?: EngineHeartbeat["offers"]) =>
  receiveHeartbeat(world.engine.id, {
    engineId: world.engine.id,
    publicUrl: "http://127.0.0.1:9",
    internalUrl: "http://127.0.0.1:9",
    version: "0.1.0",
    protocolVersion: 1,
    speaker: world.engine.speaker as never,
    capacity: 4,
    liveCalls: callIds.length,
    queuedCalls: 0,
    draining: false,
    callIds,
    exactTokens: false,
    ...(offers ? { offers } : {}),
  });
const metrics: CallMetrics = {
  frames: 150,
  durationMs: 12_000,
  firstAudioMs: 240,
  callerSpeechMs: 4_000,
  agentSpeechMs: 5_000,
  overlapMs: 320,
  responseMsMedian: 400,
  responseMsP90: 700,
  turns: { caller: 2, agent: 3 },
  bargeIns: 1,
  stopMsMedian: 200,
  backchannels: 0,
  stepMsP50: 2,
  stepMsP99: 5,
  droppedFrames: 0,
  missingFrames: 1,
  reconnects: 0,
};
const say = (facts: Partial<CallFacts>) =>
  receiveFacts(world.engine.id, call.id, { state: "live", frameIndex: 10, at: at.toISOString(), ...facts });
const ended = { state: "ended" as const, reason: "caller_hung_up" as const, metrics };

describe("a call whose engine has gone", () => {
  it("is lost after the engine has been silent for its time, not before", async () => {
    wait(ENGINE_LOST_AFTER_MS - 1);
    expect(await markLostCalls()).toBe(0);
    expect(await state()).toBe("live");
    wait(1);
    expect(await markLostCalls()).toBe(1);
    expect(await state()).toBe("ended/engine_lost");
    expect((await db.call.findUniqueOrThrow({ where: { id: call.id } })).endedAt).toEqual(at);
  });

  it("is lost when its engine lives and does not name it in two heartbeats", async () => {
    wait(HEARTBEAT_EVERY_MS);
    await beat([]);
    expect(await state()).toBe("live");
    await beat([call.id]);
    await beat([]);
    expect(await state()).toBe("live");
    await beat([]);
    expect(await state()).toBe("ended/engine_lost");
  });

  it("is not lost because the studio was away and heard nothing", async () => {
    wait(10 * 60_000);
    heardSince(at);
    expect(await markLostCalls()).toBe(0);
    wait(HEARTBEAT_EVERY_MS);
    await beat([call.id]);
    wait(ENGINE_LOST_AFTER_MS - 1);
    expect(await markLostCalls()).toBe(0);
    expect(await state()).toBe("live");
  });

  it("goes on when the engine turns out to hold it still", async () => {
    wait(ENGINE_LOST_AFTER_MS);
    await markLostCalls();
    expect((await beat([call.id])).endCalls).toEqual([]);
    expect(await state()).toBe("live");
  });

  it("is not brought back to before its spec was fetched by a ticket that is shown again", async () => {
    wait(ENGINE_LOST_AFTER_MS);
    await markLostCalls();
    for (const state of ["connecting", "queued", "priming"] as const) await say({ state });
    expect(await state()).toBe("ended/engine_lost");
    await expect(readCallSpec(world.engine.id, call.id)).rejects.toMatchObject({ code: "gone" });
    // nor by anything, once the engine's own account of its end has come
    await say({ ...ended, reason: "engine_lost" });
    await say({ state: "live" });
    await say({ state: "ended", reason: "error", code: "gone" });
    expect(await state()).toBe("ended/engine_lost");
  });

  it("takes late facts and the late recording of the engine", async () => {
    wait(ENGINE_LOST_AFTER_MS);
    await markLostCalls();
    await say(ended);
    expect(await db.call.findUnique({ where: { id: call.id } })).toMatchObject({
      endReason: "caller_hung_up",
      durationMs: 12_000,
      metrics,
    });
    const wav = toneWav(0.1);
    const request = { params: { id: call.id }, body: wav, headers: { "content-type": "audio/wav" } };
    expect((await callRoute(putRecording, { method: "PUT", engine: world.engine.id, ...request })).status).toBe(200);
    const back = await callRoute(readRecording, { as: world.viewer.id, params: { id: call.id } });
    expect(new Uint8Array(await back.arrayBuffer())).toEqual(wav);
  });
});

describe("a call that nobody connected to", () => {
  it("ends as idle, whatever heartbeats say", async () => {
    await db.call.update({ where: { id: call.id }, data: { state: "created" } });
    for (let k = 0; k < 4; k++) await beat([]);
    expect(await state()).toBe("created");
    wait(10 * 60_000);
    await beat([]);
    expect(await state()).toBe("ended/idle");
  });
});

describe("facts", () => {
  beforeEach(() => db.call.update({ where: { id: call.id }, data: { state: "created", liveAt: null } }));

  it("move a call forward, once", async () => {
    for (const next of ["connecting", "queued", "priming", "live", "ending"] as const) {
      await say({ state: next });
      await say({ state: next });
      expect(await state()).toBe(next);
    }
    wait(12_000);
    await say(ended);
    await say(ended);
    expect(await db.call.findUnique({ where: { id: call.id } })).toMatchObject({
      state: "ended",
      endReason: "caller_hung_up",
      durationMs: 12_000,
      metrics,
    });
  });

  it("that are older change nothing", async () => {
    await say({ state: "live" });
    await say({ state: "priming" });
    expect(await state()).toBe("live");
    await say(ended);
    await say({ state: "live" });
    await say({ state: "ended", reason: "idle" });
    expect(await state()).toBe("ended/caller_hung_up");
  });

  it("of another engine are refused", async () => {
    const stranger = await createWorld();
    await expect(receiveFacts(stranger.engine.id, call.id, { state: "live", frameIndex: 0, at: at.toISOString() })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("heartbeats", () => {
  it("say who else is on offer, and take it back", async () => {
    const sampling = { textTemperature: 0.4, textTopK: 25, audioTemperature: 0.6, audioTopK: 100 };
    const offers = [
      { speaker: { ...(world.engine.speaker as object), model: "small", sampling }, capacity: 2, liveCalls: 1, queuedCalls: 0 },
    ];
    const offered = async () => (await db.engine.findUniqueOrThrow({ where: { id: world.engine.id } })).offers;
    await beat([call.id], offers as never);
    expect(await offered()).toEqual(offers);
    await beat([call.id]);
    expect(await offered()).toEqual([]);
  });

  it("are answered with the calls to end: ended ones and unknown ones", async () => {
    await say(ended);
    const reply = await beat([call.id, "a-call-that-was-deleted"]);
    expect(reply.endCalls).toEqual([
      { callId: call.id, reason: "caller_hung_up" },
      { callId: "a-call-that-was-deleted", reason: "error" },
    ]);
  });
});
