/** Needs PostgreSQL (the embedded one will do) and ffmpeg. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { db } from "@duologue/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findViewer, type Viewer } from "../auth/session";
import { storage } from "../storage/storage";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { createWorld } from "../test/world";
import { readVoice } from "./read-voice";
import { uploadVoice } from "./upload-voice";

const SPEECH = path.join(import.meta.dirname, "../../../e2e/fixtures/audio/voice-sample.wav");
let database: TestDatabase;
let editor: Viewer;

beforeAll(async () => {
  database = await openTestDatabase();
  const { id: userId, name, email } = (await createWorld()).editor;
  editor = (await findViewer({ userId, name, email }, {})) as Viewer;
});
afterAll(() => database.close());

it("measures a voice again that was measured in the older way, once, and leaves what the model hears", async () => {
  const voice = await uploadVoice(editor, { name: "Ada", fileName: "ada.wav", bytes: readFileSync(SPEECH) });
  const stored = await db.voice.findUniqueOrThrow({ where: { id: voice.id } });
  const figures = { ...voice.figures, loudnessLufs: (voice.figures.loudnessLufs ?? 0) + 3, clippedSamples: 67 };
  const older = { checks: JSON.parse(JSON.stringify({ checks: voice.checks, figures })), peaks: [1] };
  await db.voice.update({ where: { id: voice.id }, data: older });

  expect(await readVoice(editor, voice.id)).toEqual(voice);
  const again = await db.voice.findUniqueOrThrow({ where: { id: voice.id } });
  expect(again).toEqual(stored);

  await storage().delete(stored.originalKey);
  expect(await readVoice(editor, voice.id)).toEqual(voice);
  await db.voice.update({ where: { id: voice.id }, data: older });
  expect((await readVoice(editor, voice.id)).figures.clippedSamples).toBe(67);
});
