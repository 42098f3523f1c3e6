/** What app/api/permissions.test.ts expects of every route handler: who may, and what comes of it when they do. */
import { sampleDocument, suiteText } from "@duologue/db/seed";
import type { Permission } from "../http/route";
import { toneWav } from "./tone-wav";
import type { World } from "./world";

export interface ExpectedRoute {
  permission: Permission;
  /** for those who may */
  status: number;
  /** for an owner of another team, or another engine; the same as `status` where the route names nothing of the team */
  stranger?: number;
  /** for somebody who is signed in and in no team; the same as `status` where it may be asked without one */
  outside?: number;
  contentType?: string;
  /** changes nothing that anybody has to answer for, so it leaves no entry in the audit log */
  unaudited?: true;
  request?: (world: World) => { params?: Record<string, string>; body?: unknown; query?: string };
}

const persona = (body?: unknown) => (world: World) => ({ params: { id: world.persona.id }, body });
const call = (world: World) => ({ params: { id: world.call.id } });
const endedCall = (world: World) => ({ params: { id: world.endedCall.id } });
const link = (body?: unknown) => (world: World) => ({ params: { id: world.link.id }, body });
const token = (body?: unknown) => (world: World) => ({ params: { token: world.linkToken }, body });
const member = (body?: unknown) => (world: World) => ({ params: { userId: world.viewer.id }, body });
const voice = (body?: unknown) => (world: World) => ({ params: { id: world.voice.id }, body });
const voiceForm = () => {
  const form = new FormData();
  form.set("name", "A tone");
  form.set("file", new File([toneWav(3)], "tone.wav"));
  return form;
};
const suite = (body?: unknown) => (world: World) => ({ params: { id: world.suite.id }, body });
const run = (world: World) => ({ params: { id: world.run.id } });
const overRun = (world: World) => ({ params: { id: world.overRun.id } });
const bytes = new TextEncoder().encode("RIFF");
const speaker = { kind: "rehearsal", title: "Rehearsal", description: "", model: "m", weightsSha256: null, device: "cpu" };

const heartbeat = (world: World) => ({
  body: {
    engineId: world.engine.id,
    publicUrl: "http://127.0.0.1:9",
    internalUrl: "http://127.0.0.1:9",
    version: "0.1.0",
    protocolVersion: 1,
    speaker,
    capacity: 4,
    liveCalls: 0,
    queuedCalls: 0,
    draining: false,
    callIds: [],
    exactTokens: false,
  },
});

export const expectedRoutes: Record<string, ExpectedRoute> = {
  "GET health": { permission: "public", status: 200 },
  // somebody has signed up already: without an invite nobody gets in
  "POST sign-up": {
    unaudited: true,
    permission: "public",
    status: 403,
    request: () => ({ body: { name: "Eve", email: "eve@example.org", password: "a long password" } }),
  },

  "PATCH account": { permission: "viewer", status: 200, request: () => ({ body: { name: "New name" } }) },
  // people of the test world have no password
  "POST account/password": {
    unaudited: true,
    permission: "member",
    status: 409,
    request: () => ({ body: { current: "the old password", next: "the new password" } }),
  },

  "GET team": { permission: "viewer", status: 200 },
  "PATCH team": { permission: "owner", status: 200, request: () => ({ body: { name: "New name" } }) },
  "POST team/switch": {
    unaudited: true,
    permission: "member",
    status: 200,
    stranger: 404,
    outside: 404,
    request: (world) => ({ body: { teamId: world.team.id } }),
  },
  "GET team/members": { permission: "viewer", status: 200 },
  "PATCH team/members/[userId]": { permission: "owner", status: 200, stranger: 404, request: member({ role: "editor" }) },
  "DELETE team/members/[userId]": { permission: "owner", status: 200, stranger: 404, request: member() },
  "GET team/invites": { permission: "owner", status: 200 },
  "POST team/invites": { permission: "owner", status: 201, request: () => ({ body: { role: "viewer", expiresInDays: 7 } }) },
  "DELETE team/invites/[id]": {
    permission: "owner",
    status: 200,
    stranger: 404,
    request: (world) => ({ params: { id: world.invite.id } }),
  },
  "POST invites/accept": { permission: "member", status: 200, request: (world) => ({ body: { token: world.inviteToken } }) },
  "POST invites/remember": {
    unaudited: true,
    permission: "public",
    status: 200,
    request: (world) => ({ body: { token: world.inviteToken } }),
  },

  "GET personas": { permission: "viewer", status: 200 },
  "POST personas": { permission: "editor", status: 201, request: () => ({ body: { name: "New persona" } }) },
  "POST personas/import": { permission: "editor", status: 201, request: () => ({ body: { text: JSON.stringify(sampleDocument()) } }) },
  "GET personas/[id]": { permission: "viewer", status: 200, stranger: 404, request: persona() },
  "PUT personas/[id]": {
    permission: "editor",
    status: 200,
    stranger: 404,
    request: persona({ document: sampleDocument(), baseRevision: 1 }),
  },
  "PATCH personas/[id]": { permission: "editor", status: 200, stranger: 404, request: persona({ name: "Another name" }) },
  "DELETE personas/[id]": { permission: "editor", status: 200, stranger: 404, request: persona() },
  "POST personas/[id]/restore": {
    permission: "editor",
    status: 200,
    stranger: 404,
    request: (world) => ({ params: { id: world.deletedPersona.id } }),
  },
  "POST personas/[id]/duplicate": { permission: "editor", status: 201, stranger: 404, request: persona() },
  "GET personas/[id]/export": { permission: "viewer", status: 200, stranger: 404, request: persona() },
  "GET personas/[id]/links": { permission: "viewer", status: 200, stranger: 404, request: persona() },
  "POST personas/[id]/links": { permission: "editor", status: 201, stranger: 404, request: persona({ label: "For a friend" }) },
  "POST tokens": { unaudited: true, permission: "viewer", status: 200, request: () => ({ body: { texts: ["Be brief."] } }) },

  "GET calls": { permission: "viewer", status: 200 },
  "POST calls": {
    permission: "viewer",
    status: 201,
    stranger: 404,
    request: (world) => ({ body: { personaId: world.persona.id } }),
  },
  "GET calls/[id]": { permission: "viewer", status: 200, stranger: 404, request: call },
  "DELETE calls/[id]": { permission: "editor", status: 200, stranger: 404, request: endedCall },
  "POST calls/[id]/ticket": { unaudited: true, permission: "viewer", status: 201, stranger: 404, request: call },
  "POST calls/[id]/scorecard": { permission: "editor", status: 202, stranger: 404, request: endedCall },
  "GET calls/[id]/recording": { permission: "viewer", status: 200, stranger: 404, request: endedCall },
  "GET calls/[id]/timeline": { permission: "viewer", status: 200, stranger: 404, request: endedCall },

  // its recording is a stand-in: there is nothing to cut
  "POST calls/[id]/test": {
    unaudited: true,
    permission: "editor",
    status: 422,
    stranger: 404,
    request: (world) => ({ ...endedCall(world), body: { title: "Again", category: "smoothTurn", fromMs: 0, toMs: 5_000 } }),
  },
  "GET calls/[id]/replays": { permission: "viewer", status: 200, stranger: 404, request: endedCall },
  "POST calls/[id]/replays": {
    permission: "editor",
    status: 201,
    stranger: 404,
    request: (world) => ({ ...endedCall(world), body: { personaId: world.persona.id } }),
  },
  "GET replays/[id]": { permission: "viewer", status: 200, stranger: 404, request: (world) => ({ params: { id: world.replay.id } }) },

  "GET personas/versions": { permission: "viewer", status: 200 },
  "GET suites": { permission: "viewer", status: 200 },
  "POST suites": { permission: "editor", status: 201, request: () => ({ body: { text: suiteText } }) },
  "GET suites/[id]": { permission: "viewer", status: 200, stranger: 404, request: suite() },
  "PUT suites/[id]": { permission: "editor", status: 200, stranger: 404, request: suite({ text: suiteText }) },
  "DELETE suites/[id]": { permission: "editor", status: 200, stranger: 404, request: suite() },
  "GET suites/[id]/file": { permission: "viewer", status: 200, stranger: 404, request: suite() },
  "GET suite-runs": { permission: "viewer", status: 200 },
  "POST suite-runs": {
    permission: "editor",
    status: 201,
    stranger: 404,
    request: (world) => ({ body: { suiteId: world.suite.id, personas: [{ personaId: world.persona.id }], repeats: 1 } }),
  },
  "GET suite-runs/[id]": { permission: "viewer", status: 200, stranger: 404, request: run },
  "DELETE suite-runs/[id]": { permission: "editor", status: 200, stranger: 404, request: overRun },
  "POST suite-runs/[id]/cancel": { permission: "editor", status: 200, stranger: 404, request: run },
  "POST suite-runs/[id]/continue": { permission: "editor", status: 200, stranger: 404, request: overRun },

  "GET links": { permission: "viewer", status: 200 },
  "PATCH links/[id]": { permission: "editor", status: 200, stranger: 404, request: link({ label: "Another" }) },
  "DELETE links/[id]": { permission: "editor", status: 200, stranger: 404, request: link() },
  "GET public/links/[token]": { permission: "public", status: 200, request: token() },
  "POST public/links/[token]/unlock": { unaudited: true, permission: "public", status: 200, request: token({ password: "" }) },
  "POST public/links/[token]/calls": { permission: "public", status: 201, request: token() },

  "GET voices": { permission: "viewer", status: 200 },
  "POST voices": { permission: "editor", status: 201, request: () => ({ body: voiceForm() }) },
  "GET voices/[id]": { permission: "viewer", status: 200, stranger: 404, request: voice() },
  "PATCH voices/[id]": { permission: "editor", status: 200, stranger: 404, request: voice({ name: "Another voice" }) },
  "DELETE voices/[id]": { permission: "editor", status: 200, stranger: 404, request: voice() },
  "GET voices/[id]/audio": { permission: "viewer", status: 200, stranger: 404, request: voice() },
  "POST voices/[id]/consent": {
    permission: "editor",
    status: 200,
    stranger: 404,
    request: voice({
      basis: "written-permission",
      speakerName: "Ada",
      agreedOn: "2026-11-22",
      statement: "Ada agrees to the use of her voice.",
      confirmed: true,
    }),
  },
  "DELETE voices/[id]/consent": { permission: "editor", status: 200, stranger: 404, request: voice() },

  "POST engine/heartbeat": { unaudited: true, permission: "engine", status: 200, stranger: 403, request: heartbeat },
  "GET engine/calls/[id]/spec": { permission: "engine", status: 200, stranger: 404, request: call },
  "POST engine/calls/[id]/facts": {
    unaudited: true,
    permission: "engine",
    status: 200,
    stranger: 404,
    request: (world) => ({ ...call(world), body: { state: "connecting", frameIndex: 0, at: new Date().toISOString() } }),
  },
  "PUT engine/calls/[id]/recording": {
    unaudited: true,
    permission: "engine",
    status: 200,
    stranger: 404,
    contentType: "audio/wav",
    request: (world) => ({ ...call(world), body: bytes }),
  },
  "PUT engine/calls/[id]/timeline": {
    unaudited: true,
    permission: "engine",
    status: 200,
    stranger: 404,
    contentType: "application/x-ndjson",
    request: (world) => ({ ...call(world), body: bytes }),
  },
  "GET engine/voices/[id]/audio": {
    permission: "engine",
    status: 200,
    stranger: 404,
    request: (world) => ({ params: { id: world.voice.id } }),
  },
};
