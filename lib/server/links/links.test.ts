/** The life of a share link. Needs PostgreSQL (the embedded one will do). */
import { db } from "@duologue/db";
import { sampleDocument, seedCall } from "@duologue/db/seed";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as createRoute } from "@/app/api/personas/[id]/links/route";
import { POST as callRouteHandler } from "@/app/api/public/links/[token]/calls/route";
import { GET as readRoute } from "@/app/api/public/links/[token]/route";
import { POST as unlockRoute } from "@/app/api/public/links/[token]/unlock/route";
import type { CallTicketReply } from "@/lib/shared/calls";
import type { NewLink, PublicLink } from "@/lib/shared/links";
import { findViewer, type Viewer } from "../auth/session";
import { setClock } from "../clock";
import { receiveHeartbeat } from "../engines/receive-heartbeat";
import { deletePersona, restorePersona } from "../personas/delete-persona";
import { savePersona } from "../personas/save-persona";
import { callRoute, jsonOf, type TestRequest } from "../test/call-route";
import { type FakeEngine, startFakeEngine } from "../test/fake-engine";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { createWorld, type World } from "../test/world";
import { listLinks } from "./list-links";
import { revokeLink } from "./revoke-link";
import { updateLink } from "./update-link";

let database: TestDatabase;
let world: World;
let editor: Viewer;
let engine: FakeEngine | null = null;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await db.rateLimit.deleteMany();
  await db.engine.deleteMany();
  world = await createWorld();
  const { id: userId, name, email } = world.editor;
  editor = (await findViewer({ userId, name, email }, {})) as Viewer;
});
afterEach(async () => {
  setClock();
  await engine?.close();
  engine = null;
});

const create = (body: object = {}) =>
  jsonOf<NewLink>(callRoute(createRoute, { method: "POST", as: world.editor.id, params: { id: world.persona.id }, body }));
const tokenOf = ({ url }: { url: string }) => url.split("/").at(-1) as string;
const at = (link: NewLink): TestRequest => ({ params: { token: tokenOf(link) } });
const read = (link: NewLink, cookie = "") => jsonOf<PublicLink>(callRoute(readRoute, { ...at(link), cookie }));
const call = (link: NewLink, cookie = "") => callRoute(callRouteHandler, { ...at(link), method: "POST", cookie });
const unlock = (link: NewLink, password: string) => callRoute(unlockRoute, { ...at(link), method: "POST", body: { password } });
const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;

describe("what a caller gets to know", () => {
  it("is the public name and the limits, nothing of persona or team", async () => {
    const link = await create({ label: "Secret label", maxCallSeconds: 120 });
    const reply = await read(link);
    expect(reply).toEqual({
      publicName: "Ada",
      passwordRequired: false,
      open: true,
      state: "open",
      maxCallSeconds: 120,
      speaker: expect.objectContaining({ kind: "rehearsal" }),
      recorded: true,
    });
  });

  it("is who answers: whom the link's owner chose, as long as that one is on offer", async () => {
    const speaker = { kind: "native", title: "Small", description: "", model: "small", weightsSha256: null, device: "cpu" };
    await db.engine.update({
      where: { id: world.engine.id },
      data: { offers: [{ speaker, capacity: 2, liveCalls: 0, queuedCalls: 0 }] },
    });
    const link = await create({ offer: "small" });
    expect(link.offer).toBe("small");
    expect((await read(link)).speaker).toEqual(speaker);
    const { callId, speaker: told } = (await (await call(link)).json()) as CallTicketReply;
    expect(told).toEqual(speaker);
    expect(await db.call.findUnique({ where: { id: callId } })).toMatchObject({ offer: "small" });

    // it answers all the same where it has become the engine's own
    await db.engine.update({ where: { id: world.engine.id }, data: { speaker, offers: [] } });
    expect((await read(link)).speaker).toEqual(speaker);
    expect((await call(link)).status).toBe(201);

    // nobody else answers in its place
    await db.engine.update({ where: { id: world.engine.id }, data: { speaker: world.engine.speaker as object } });
    expect((await read(link)).speaker).toBeNull();
    expect((await call(link)).status).toBe(503);
    expect((await updateLink(editor, link.id, { offer: null })).offer).toBeNull();
    expect((await read(link)).speaker).toMatchObject({ kind: "rehearsal" });
  });

  it("is not the prompt, neither in the call's reply nor in the ticket", async () => {
    const link = await create();
    const response = await call(link);
    expect(response.status).toBe(201);
    const reply = (await response.json()) as CallTicketReply;
    const claims = JSON.parse(Buffer.from(reply.ticket.split(".")[1] as string, "base64url").toString());
    expect(Object.keys(claims).sort()).toEqual(["aud", "callId", "exp", "iat", "iss", "jti", "maxCallSeconds", "role"]);
    expect(claims).toMatchObject({ callId: reply.callId, role: "link", maxCallSeconds: 600 });
    const { spec } = await db.call.findUniqueOrThrow({ where: { id: reply.callId } });
    expect((spec as { prompt: string }).prompt).toContain("Northside Practice");
    for (const text of [JSON.stringify(reply), JSON.stringify(claims), JSON.stringify(await read(link))]) {
      for (const secret of ["Northside", "opens at eight", "Greet", "<system>", "Ada at reception", world.team.id, world.team.name]) {
        expect(text).not.toContain(secret);
      }
    }
  });

  it("is nothing where the token is not known", async () => {
    const response = await callRoute(readRoute, { params: { token: "AAAAAAAAAAAAAAAAAAAAAA" } });
    expect([response.status, await codeOf(response)]).toEqual([404, "not_found"]);
  });

  it("is that the persona cannot take calls, not why", async () => {
    const link = await create();
    const document = sampleDocument();
    document.voice = { ...document.voice, kind: "sample", ref: "a-voice-that-is-gone" };
    await db.personaVersion.updateMany({ where: { links: { some: { id: link.id } } }, data: { document: document as object } });
    const response = await call(link);
    expect([response.status, await codeOf(response)]).toEqual([503, "engine_unavailable"]);
  });
});

describe("the token", () => {
  it("has 128 bits, is told once and stored as a hash", async () => {
    const link = await create();
    expect(Buffer.from(tokenOf(link), "base64url")).toHaveLength(16);
    expect(JSON.stringify(await db.shareLink.findMany())).not.toContain(tokenOf(link));
    expect(JSON.stringify(await listLinks(editor))).not.toContain(tokenOf(link));
  });
});

describe("expiry and cap", () => {
  it("closes at its moment", async () => {
    const link = await create({ expiresAt: new Date(Date.now() + 60_000).toISOString() });
    expect((await read(link)).state).toBe("open");
    setClock(() => new Date(Date.now() + 61_000));
    expect(await read(link)).toMatchObject({ state: "expired", open: false });
    expect(await codeOf(await call(link))).toBe("link_expired");
  });

  it("refuses an expiry in the past", async () => {
    const body = { expiresAt: "2020-01-01T00:00:00Z" };
    const response = await callRoute(createRoute, { method: "POST", as: world.editor.id, params: { id: world.persona.id }, body });
    expect([response.status, await codeOf(response)]).toEqual([422, "invalid_input"]);
  });

  it("never exceeds its cap, however many call at the same moment", async () => {
    const link = await create({ callCap: 3 });
    const responses = await Promise.all(Array.from({ length: 12 }, () => call(link)));
    const statuses = responses.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(3).fill(201), ...Array(9).fill(410)]);
    expect(await db.call.count({ where: { linkId: link.id } })).toBe(3);
    expect(await read(link)).toMatchObject({ state: "exhausted", open: false });
    await updateLink(editor, link.id, { callCap: 4 });
    expect((await call(link)).status).toBe(201);
  });

  it("counts no call that no engine could take", async () => {
    const link = await create({ callCap: 1 });
    await db.engine.updateMany({ data: { lastSeenAt: new Date(0) } });
    expect(await codeOf(await call(link))).toBe("engine_unavailable");
    await db.engine.updateMany({ data: { lastSeenAt: new Date() } });
    expect((await call(link)).status).toBe(201);
  });
});

describe("a password", () => {
  it("opens the link for who knows it, until it changes", async () => {
    const link = await create({ password: "open sesame" });
    expect(await read(link)).toMatchObject({ passwordRequired: true, open: false });
    expect(await codeOf(await call(link))).toBe("link_password_required");
    expect(await codeOf(await unlock(link, "wrong"))).toBe("link_password_wrong");
    const unlocked = await unlock(link, "open sesame");
    const setCookie = unlocked.headers.get("set-cookie") as string;
    expect(setCookie).toMatch(/HttpOnly; SameSite=Lax/);
    const cookie = setCookie.split(";")[0] as string;
    expect(await read(link, cookie)).toMatchObject({ passwordRequired: false, open: true });
    expect((await call(link, cookie)).status).toBe(201);
    await updateLink(editor, link.id, { password: "another one" });
    expect(await codeOf(await call(link, cookie))).toBe("link_password_required");
    const other = await create({ password: "open sesame" });
    expect(await codeOf(await call(other, cookie.replace(link.id, other.id)))).toBe("link_password_required");
  });

  it("cannot be guessed at leisure", async () => {
    const link = await create({ password: "open sesame" });
    for (let k = 0; k < 30; k++) await unlock(link, `guess ${k}`);
    expect(await codeOf(await unlock(link, "open sesame"))).toBe("rate_limited");
  });
});

describe("a version", () => {
  it("stays what it was when the draft changes, until the link is moved", async () => {
    const link = await create();
    expect(link).toMatchObject({ versionNumber: expect.any(Number), upToDate: true });
    const again = await create();
    expect(again.versionNumber).toBe(link.versionNumber);
    const document = sampleDocument({ publicName: "Grace" });
    await savePersona(editor, world.persona.id, { document, baseRevision: 1 });
    expect((await read(link)).publicName).toBe("Ada");
    expect((await listLinks(editor)).find(({ id }) => id === link.id)).toMatchObject({ upToDate: false });
    const moved = await updateLink(editor, link.id, { followLatest: true });
    expect(moved).toMatchObject({ upToDate: true, versionNumber: link.versionNumber + 1 });
    expect((await read(link)).publicName).toBe("Grace");
  });
});

describe("revoking", () => {
  const heartbeat = (callIds: string[]) => ({
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
  });

  it("ends live calls at once and closes the link for good", async () => {
    engine = await startFakeEngine(world.engine.id);
    const link = await create();
    const live = await seedCall(db, world.persona, world.editor, { linkId: link.id, source: "link", engineId: engine.id, state: "live" });
    const waiting = (await jsonOf<CallTicketReply>(call(link))).callId;
    expect(await revokeLink(editor, link.id)).toEqual({ endedCalls: 2 });
    expect(engine.requests).toEqual([
      { path: `/calls/${live.id}/end`, body: { reason: "link_revoked" }, authorization: expect.stringMatching(/^Bearer /) },
    ]);
    expect(await db.call.findUnique({ where: { id: waiting } })).toMatchObject({ state: "ended", endReason: "link_revoked" });
    expect(await codeOf(await call(link))).toBe("link_revoked");
    expect(await read(link)).toMatchObject({ state: "revoked", open: false });
    await expect(updateLink(editor, link.id, { label: "again" })).rejects.toMatchObject({ code: "conflict" });
  });

  it("tells an engine that could not be reached with its next heartbeat", async () => {
    const link = await create();
    const live = await seedCall(db, world.persona, world.editor, { linkId: link.id, engineId: world.engine.id, state: "live" });
    await revokeLink(editor, link.id);
    const reply = await receiveHeartbeat(world.engine.id, heartbeat([live.id]));
    expect(reply.endCalls).toEqual([{ callId: live.id, reason: "link_revoked" }]);
  });

  it("also stops a deleted persona's links, until the undo", async () => {
    const link = await create();
    await deletePersona(editor, world.persona.id);
    expect((await call(link)).status).toBe(404);
    await restorePersona(editor, world.persona.id);
    expect((await call(link)).status).toBe(201);
  });
});
