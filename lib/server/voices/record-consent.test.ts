/** Needs PostgreSQL (the embedded one will do). */
import { db, type Voice } from "@duologue/db";
import { seedVoice } from "@duologue/db/seed";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ConsentInput } from "@/lib/shared/voices";
import { findViewer, type Viewer } from "../auth/session";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { createWorld } from "../test/world";
import { recordConsent } from "./record-consent";

let database: TestDatabase;
let editor: Viewer;
let voice: Voice;

beforeAll(async () => {
  database = await openTestDatabase();
  const world = await createWorld();
  const { id: userId, name, email } = world.editor;
  editor = (await findViewer({ userId, name, email }, {})) as Viewer;
  voice = await seedVoice(db, world.team, world.editor, "Grace");
});
afterAll(() => database.close());

const stated = (basis: ConsentInput["basis"], speakerName: string): ConsentInput => ({
  basis,
  speakerName,
  agreedOn: "2026-11-20",
  statement: "This voice may be used in calls.",
  confirmed: true,
});

it("takes as one's own voice only that of whoever is signed in", async () => {
  const refused = { code: "invalid_input", fields: { speakerName: expect.stringContaining("Your own voice is spoken by you") } };
  await expect(recordConsent(editor, voice.id, stated("own-voice", "Somebody Else"))).rejects.toMatchObject(refused);
  await expect(recordConsent({ ...editor, name: null }, voice.id, stated("own-voice", "Somebody Else"))).rejects.toMatchObject(refused);
  expect(await db.consent.count({ where: { voiceId: voice.id } })).toBe(0);

  const other = await recordConsent(editor, voice.id, stated("written-permission", "Somebody Else"));
  expect(other.consent).toMatchObject({ basis: "written-permission", speakerName: "Somebody Else" });
  const own = await recordConsent(editor, voice.id, stated("own-voice", editor.name ?? ""));
  expect(own.consent).toMatchObject({ basis: "own-voice", speakerName: editor.name, recordedBy: editor.name });
});
