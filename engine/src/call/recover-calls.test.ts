/** Needs a temporary folder. */
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SpeakerInfo } from "@duologue/protocol";
import pino from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { callFolder, NO_COUNTS, readCallRecord, writeCallRecord } from "./call-record";
import { recoverCalls } from "./recover-calls";

const speaker: SpeakerInfo = { kind: "fake", title: "Fake", description: "", model: "", weightsSha256: null, device: "cpu" };
const NOW = new Date("2026-03-02T12:00:00.000Z");
const logger = pino({ level: "silent" });
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "duologue-recover-"));
  await writeCallRecord(dataDir, { callId: "call-a", engineId: "test", speaker, counters: NO_COUNTS, ended: null });
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const recovered = async () => {
  expect(await recoverCalls(dataDir, () => NOW, logger)).toEqual(["call-a"]);
  return (await readCallRecord(dataDir, "call-a"))?.ended;
};

test("a call of a process that died ended when it was written last, not when the next process starts", async () => {
  const { timeline, recording } = callFolder(dataDir, "call-a");
  await writeFile(
    timeline,
    `${JSON.stringify({ kind: "utterance", lane: "agent", frameIndex: 2, endFrameIndex: 9, atMs: 720 })}\n{"kind":"tu`,
  );
  await writeFile(recording, new Uint8Array(44 + 25 * 7_680 + 100));
  await utimes(timeline, NOW, new Date("2026-03-01T08:00:00.000Z"));
  await utimes(recording, NOW, new Date("2026-03-01T08:00:01.000Z"));
  expect(await recovered()).toMatchObject({
    state: "ended",
    reason: "engine_lost",
    at: "2026-03-01T08:00:01.000Z",
    frameIndex: 25,
    metrics: { durationMs: 2_000, firstAudioMs: 160, agentSpeechMs: 560, responseMsMedian: null },
  });
});

test("a call that left neither timeline nor recording ends now", async () => {
  expect(await recovered()).toMatchObject({ at: NOW.toISOString(), frameIndex: 0, metrics: { durationMs: 0 } });
});
