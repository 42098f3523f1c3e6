/** Calls from the studio's side. Needs PostgreSQL (the embedded one will do). */
import { type Call, db } from "@duologue/db";
import { sampleDocument, seedCall, seedConsent, seedEngine, seedVoice } from "@duologue/db/seed";
import { type CallSpec, TICKET_AUDIENCE, TICKET_ISSUER, ticketClaims } from "@duologue/protocol";
import { jwtVerify } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as recordingRoute } from "@/app/api/calls/[id]/recording/route";
import { findViewer, type Viewer } from "../auth/session";
import { readCallSpec } from "../engines/read-call-spec";
import { callRoute } from "../test/call-route";
import { type FakeEngine, startFakeEngine } from "../test/fake-engine";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { createWorld, type World } from "../test/world";
import { createCall } from "./create-call";
import { deleteCall } from "./delete-call";
import { listCalls } from "./list-calls";
import { readCall } from "./read-call";
import { renewTicket } from "./renew-ticket";

let database: TestDatabase;
let world: World;
let viewer: Viewer;
let engine: FakeEngine | null = null;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await db.engine.deleteMany();
  world = await createWorld();
  const { id: userId, name, email } = world.viewer;
  viewer = (await findViewer({ userId, name, email }, {})) as Viewer;
});
afterEach(async () => {
  await engine?.close();
  engine = null;
});

const code = (promise: Promise<unknown>) => promise.then(() => "fine").catch((error) => error.code);
const draftWithVoice = (ref: string) => {
  const document = sampleDocument();
  document.voice = { ...document.voice, kind: "sample", ref, consent: { status: "granted", recordId: "made-up" } };
  return document;
};

describe("a new call", () => {
  it("is a snapshot: later edits change nothing", async () => {
    const { callId } = await createCall(viewer, { personaId: world.persona.id });
    await db.persona.update({ where: { id: world.persona.id }, data: { document: sampleDocument({ publicName: "Other" }) as object } });
    const spec = await readCallSpec(world.engine.id, callId);
    expect(spec).toMatchObject({ callId, seed: 7, voice: null, record: true, maxCallSeconds: 1_800 });
    expect(spec.prompt).toContain("Ada");
    expect(spec.promptSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("takes the draft that came along, saved or not", async () => {
    const document = sampleDocument({ publicName: "Unsaved" });
    const { callId } = await createCall(viewer, { personaId: world.persona.id, document });
    expect((await readCallSpec(world.engine.id, callId)).prompt).toContain("Unsaved");
    const stored = await db.persona.findUniqueOrThrow({ where: { id: world.persona.id } });
    expect(JSON.stringify(stored.document)).not.toContain("Unsaved");
  });

  it("comes with a ticket of ids and limits only", async () => {
    const reply = await createCall(viewer, { personaId: world.persona.id });
    const key = new TextEncoder().encode("test-engine-secret-of-32-characters");
    const { payload } = await jwtVerify(reply.ticket, key, { issuer: TICKET_ISSUER, audience: TICKET_AUDIENCE });
    expect(ticketClaims.parse(payload)).toEqual({ callId: reply.callId, jti: payload.jti, role: "team", maxCallSeconds: 1_800 });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(60);
    expect(Object.keys(payload).sort()).toEqual(["aud", "callId", "exp", "iat", "iss", "jti", "maxCallSeconds", "role"]);
  });

  it("is refused where the flow has errors", async () => {
    const document = sampleDocument();
    Reflect.deleteProperty(document.flow.nodes, "start");
    expect(await code(createCall(viewer, { personaId: world.persona.id, document }))).toBe("persona_invalid");
    expect(await code(createCall(viewer, { personaId: world.persona.id, document: { spec: "something else" } }))).toBe("persona_invalid");
    expect(await db.call.count({ where: { teamId: world.team.id } })).toBe(2);
  });

  it("is refused in a voice without consent, whatever the document says", async () => {
    const voice = await seedVoice(db, world.team, world.owner, "No consent");
    const personaId = world.persona.id;
    expect(await code(createCall(viewer, { personaId, document: draftWithVoice(voice.id) }))).toBe("voice_consent_missing");
    const consent = await seedConsent(db, voice, world.owner);
    const { callId } = await createCall(viewer, { personaId, document: draftWithVoice(voice.id) });
    expect((await readCallSpec(world.engine.id, callId)).voice).toEqual({ id: voice.id, sha256: voice.sha256 });
    await db.consent.update({ where: { id: consent.id }, data: { withdrawnAt: new Date() } });
    expect(await code(createCall(viewer, { personaId, document: draftWithVoice(voice.id) }))).toBe("voice_consent_missing");
  });

  it("is refused in another team's voice", async () => {
    const stranger = await createWorld();
    const document = draftWithVoice(stranger.voice.id);
    expect(await code(createCall(viewer, { personaId: world.persona.id, document }))).toBe("voice_consent_missing");
  });

  it("counts the prompt by the engine's own tokenizer", async () => {
    const callWith = async (count: (text: string) => number) => {
      engine = await startFakeEngine(world.engine.id, count);
      const outcome = await code(createCall(viewer, { personaId: world.persona.id }));
      await engine.close();
      return outcome;
    };
    expect(await callWith((text) => text.split(/\s+/).length)).toBe("fine");
    // a tokenizer that makes more than one token of every letter
    expect(await callWith((text) => Math.ceil(text.length * 1.2))).toBe("prompt_over_budget");
    expect(engine?.requests.every(({ path, authorization }) => path === "/tokens" && authorization.startsWith("Bearer "))).toBe(true);
  });
});

describe("placing calls", () => {
  const placed = async () => {
    const { callId } = await createCall(viewer, { personaId: world.persona.id });
    return (await db.call.findUniqueOrThrow({ where: { id: callId } })).engineId;
  };

  it("takes the engine with the smallest share of slots taken, its own placements counted", async () => {
    await db.engine.deleteMany();
    await seedEngine(db, "busy", { capacity: 4, liveCalls: 3 });
    await seedEngine(db, "calm", { capacity: 4, liveCalls: 1 });
    expect([await placed(), await placed(), await placed()]).toEqual(["calm", "calm", "calm"]);
    await db.call.updateMany({ where: { engineId: "calm" }, data: { state: "live" } });
    await createCall(viewer, { personaId: world.persona.id });
    expect(await placed()).toBe("busy");
  });

  it("still takes calls for a full engine, which queues them", async () => {
    await db.engine.updateMany({ data: { capacity: 1, liveCalls: 1, queuedCalls: 5 } });
    expect(await placed()).toBe(world.engine.id);
  });

  it.each([
    ["silent", { lastSeenAt: new Date(0) }, "engine_unavailable"],
    ["of another protocol", { protocolVersion: 99 }, "engine_unavailable"],
    ["draining", { draining: true }, "engine_draining"],
  ])("finds none where the only engine is %s", async (_words, data, expected) => {
    await db.engine.updateMany({ data });
    expect(await code(createCall(viewer, { personaId: world.persona.id }))).toBe(expected);
  });
});

describe("a call that asks for an offered speaker", () => {
  const speaker = { kind: "native", title: "Small", description: "", model: "small", weightsSha256: null, device: "cpu" };
  const offering = (liveCalls = 0) => [{ speaker, capacity: 2, liveCalls, queuedCalls: 0 }];
  const ask = (offer: string | null = "small") => createCall(viewer, { personaId: world.persona.id, offer });
  const engineOf = async ({ callId }: { callId: string }) => (await db.call.findUniqueOrThrow({ where: { id: callId } })).engineId;

  it("goes where it is offered, with a ticket that names it, and is told who it is", async () => {
    await seedEngine(db, "offering", { liveCalls: 3, offers: offering() });
    const reply = await ask();
    expect(reply.speaker).toEqual(speaker);
    const claims = JSON.parse(Buffer.from(reply.ticket.split(".")[1] as string, "base64url").toString());
    expect(claims.offer).toBe("small");
    expect([await engineOf(reply), await engineOf(await ask(null))]).toEqual(["offering", world.engine.id]);
    expect((await renewTicket(viewer, reply.callId)).speaker).toEqual(speaker);
  });

  it("is sampled as that speaker recommends where the persona was left at the defaults, and as its author set it otherwise", async () => {
    const recommended = { textTemperature: 0.4, textTopK: 25, audioTemperature: 0.6, audioTopK: 100 };
    const offers = [{ speaker: { ...speaker, sampling: recommended }, capacity: 2, liveCalls: 0, queuedCalls: 0 }];
    await seedEngine(db, "offering", { offers });
    const { sampling: standing } = sampleDocument().engine;
    const usedBy = async ({ callId }: { callId: string }) => (await readCall(viewer, callId)).sampling;
    const reply = await ask();
    expect((await readCallSpec("offering", reply.callId)).sampling).toEqual(recommended);
    expect(await usedBy(reply)).toEqual(recommended);
    expect(await usedBy(await ask(null))).toEqual(standing);

    const document = sampleDocument();
    document.engine.sampling = { ...standing, audioTemperature: 0.9 };
    const own = await createCall(viewer, { personaId: world.persona.id, offer: "small", document });
    expect(await usedBy(own)).toEqual({ ...standing, audioTemperature: 0.9 });
  });

  it("takes none of the slots of the engine's own speaker, nor they of its", async () => {
    await db.engine.deleteMany();
    await seedEngine(db, "a", { capacity: 4, offers: offering(1) });
    await seedEngine(db, "b", { capacity: 4, liveCalls: 1, offers: offering() });
    const [small, own] = [await ask(), await ask(null)];
    expect([await engineOf(small), await engineOf(own)]).toEqual(["b", "a"]);
    expect(await engineOf(await ask(null))).toBe("a");
  });

  it("shares the slots of the engine's own speaker where that is whom it names", async () => {
    await db.engine.deleteMany();
    await seedEngine(db, "a", { capacity: 4, speaker });
    await seedEngine(db, "b", { capacity: 4, speaker });
    const order = [await ask(), await ask(null), await ask(), await ask(null)];
    expect(await Promise.all(order.map(engineOf))).toEqual(["a", "b", "a", "b"]);
  });

  it("is refused where nobody offers it any more", async () => {
    expect(await code(ask())).toBe("model_unavailable");
    await seedEngine(db, "leaving", { draining: true, offers: offering() });
    expect(await code(ask())).toBe("model_unavailable");
    await db.engine.deleteMany();
    expect(await code(ask())).toBe("engine_unavailable");
  });
});

describe("another ticket", () => {
  it("is given while nobody has connected, at an engine that is there", async () => {
    await seedEngine(db, "second");
    await db.engine.update({ where: { id: world.engine.id }, data: { lastSeenAt: new Date(0) } });
    const reply = await renewTicket(viewer, world.call.id);
    expect(reply.callId).toBe(world.call.id);
    expect(await db.call.findUnique({ where: { id: world.call.id } })).toMatchObject({ engineId: "second" });
    expect(await code(readCallSpec(world.engine.id, world.call.id))).toBe("not_found");
    await db.call.update({ where: { id: world.call.id }, data: { state: "live" } });
    expect(await code(renewTicket(viewer, world.call.id))).toBe("conflict");
  });
});

describe("the spec", () => {
  it.each([
    ["created", "fine"],
    ["connecting", "fine"],
    ["queued", "fine"],
    ["priming", "ticket_used"],
    ["live", "ticket_used"],
    ["ended", "gone"],
  ])("of a call that is %s: %s", async (state, expected) => {
    await db.call.update({ where: { id: world.call.id }, data: { state } });
    expect(await code(readCallSpec(world.engine.id, world.call.id) as Promise<CallSpec>)).toBe(expected);
  });
});

describe("the list", () => {
  let calls: Call[];
  beforeEach(async () => {
    await db.call.deleteMany({ where: { teamId: world.team.id } });
    calls = [];
    for (let k = 0; k < 5; k++) {
      const createdAt = new Date(Date.UTC(2026, 0, 1 + Math.floor(k / 2), 12));
      calls.push(
        await seedCall(db, world.persona, world.viewer, { createdAt, state: "ended", endReason: k === 0 ? "idle" : "time_limit" }),
      );
    }
  });

  it("pages without gaps or repeats, also where moments are equal", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCalls(viewer, { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.calls.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(calls.map(({ id }) => id)));
  });

  it("filters", async () => {
    const count = async (filter: object) => (await listCalls(viewer, { limit: 30, ...filter })).calls.length;
    expect(await count({ reason: "idle" })).toBe(1);
    expect(await count({ reason: "none" })).toBe(0);
    expect(await count({ from: "2026-01-02", to: "2026-01-02" })).toBe(2);
    expect(await count({ source: "link" })).toBe(0);
    expect(await count({ personaId: world.persona.id })).toBe(5);
    expect(await count({ q: "RECEPTION" })).toBe(5);
    expect(await count({ q: calls[0]?.id })).toBe(1);
    expect(await code(listCalls(viewer, { limit: 2, cursor: "nonsense" }))).toBe("invalid_input");
  });
});

describe("one call", () => {
  it("shows its prompt to the team, and how long its recording is", async () => {
    const detail = await readCall(viewer, world.endedCall.id);
    expect(detail).toMatchObject({
      hasRecording: true,
      recordingBytes: 15,
      role: "viewer",
      startedByName: "viewer",
      endReason: "caller_hung_up",
    });
    expect(detail.prompt).toContain("<system>");
  });

  it("serves parts of its recording", async () => {
    const get = (range?: string) =>
      callRoute(recordingRoute, { as: viewer.userId, params: { id: world.endedCall.id }, ...(range ? { headers: { range } } : {}) });
    const whole = await get();
    expect([whole.status, whole.headers.get("accept-ranges"), await whole.text()]).toEqual([200, "bytes", "RIFF-0123456789"]);
    const part = await get("bytes=5-7");
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 5-7/15", "012"]);
    expect((await get("bytes=99-")).status).toBe(416);
  });

  it("is deleted with its files, but not while it goes on", async () => {
    await deleteCall(viewer, world.endedCall.id);
    const response = await callRoute(recordingRoute, { as: viewer.userId, params: { id: world.endedCall.id } });
    expect(response.status).toBe(404);
    await db.call.update({ where: { id: world.call.id }, data: { state: "live" } });
    expect(await code(deleteCall(viewer, world.call.id))).toBe("conflict");
  });
});
