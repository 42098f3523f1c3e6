/** A team with one of everything, for tests that look at it from outside and from inside. */
import { randomBytes } from "node:crypto";
import {
  type Call,
  type CallReplay,
  db,
  type Engine,
  type Invite,
  type Persona,
  type ShareLink,
  type Suite,
  type SuiteRun,
  type Team,
  type User,
  type Voice,
} from "@duologue/db";
import {
  sampleDocument,
  seedCall,
  seedConsent,
  seedEngine,
  seedInvite,
  seedLink,
  seedMember,
  seedPersona,
  seedReplay,
  seedRun,
  seedSuite,
  seedTeam,
  seedVersion,
  seedVoice,
} from "@duologue/db/seed";
import { newToken, tokenHash } from "../secrets";
import { storage } from "../storage/storage";

export interface World {
  team: Team;
  owner: User;
  editor: User;
  viewer: User;
  /** signed in, member of no team */
  outsider: User;
  persona: Persona;
  deletedPersona: Persona;
  voice: Voice;
  link: ShareLink;
  linkToken: string;
  invite: Invite;
  inviteToken: string;
  engine: Engine;
  /** not connected yet */
  call: Call;
  /** ended, with recording and timeline */
  endedCall: Call;
  suite: Suite;
  /** somebody plays it */
  run: SuiteRun;
  /** cancelled */
  overRun: SuiteRun;
  replay: CallReplay;
}

const DAY_MS = 86_400_000;

export async function createWorld(): Promise<World> {
  const tag = randomBytes(4).toString("hex");
  const team = await seedTeam(db, `Team ${tag}`);
  const owner = await seedMember(db, team, "owner", { email: `owner-${tag}@example.org` });
  const editor = await seedMember(db, team, "editor", { email: `editor-${tag}@example.org` });
  const viewer = await seedMember(db, team, "viewer", { email: `viewer-${tag}@example.org` });
  const outsider = await db.user.create({ data: { name: "outsider", email: `outsider-${tag}@example.org` } });
  const voice = await seedVoice(db, team, owner);
  await seedConsent(db, voice, owner);
  await storage().put(voice.normalisedKey as string, new TextEncoder().encode("RIFF"));
  const persona = await seedPersona(db, team, editor, sampleDocument());
  const deletedPersona = await seedPersona(db, team, editor, sampleDocument({ name: "Deleted" }));
  await db.persona.update({ where: { id: deletedPersona.id }, data: { deletedAt: new Date() } });
  const linkToken = newToken();
  const link = await seedLink(db, persona, await seedVersion(db, persona, editor), editor, tokenHash(linkToken));
  const inviteToken = newToken();
  const expiresAt = new Date(Date.now() + DAY_MS);
  const invite = await seedInvite(db, team, { role: "viewer", tokenHash: tokenHash(inviteToken), createdById: owner.id, expiresAt });
  const engine = await seedEngine(db, `engine-${tag}`);
  const call = await seedCall(db, persona, viewer, { engineId: engine.id }, voice);
  const endedCall = await seedCall(db, persona, viewer, { engineId: engine.id, ...(await storeFiles(tag)) });
  const suite = await seedSuite(db, team, editor);
  const claimedUntil = new Date(Date.now() + DAY_MS);
  const run = await seedRun(db, suite, persona, editor, { state: "running", claim: "somebody", claimedUntil });
  const overRun = await seedRun(db, suite, persona, editor, { state: "cancelled" });
  const replay = await seedReplay(db, endedCall, persona, editor);
  const people = { team, owner, editor, viewer, outsider, invite, inviteToken };
  return { ...people, persona, deletedPersona, voice, link, linkToken, engine, call, endedCall, suite, run, overRun, replay };
}

async function storeFiles(tag: string) {
  const recordingKey = `calls/${tag}/recording.wav`;
  const timelineKey = `calls/${tag}/timeline.jsonl`;
  await storage().put(recordingKey, new TextEncoder().encode("RIFF-0123456789"));
  await storage().put(timelineKey, new TextEncoder().encode('{"kind":"state"}\n'));
  const at = new Date();
  return { recordingKey, timelineKey, state: "ended", endReason: "caller_hung_up", endedAt: at, liveAt: at, durationMs: 12_000 };
}
