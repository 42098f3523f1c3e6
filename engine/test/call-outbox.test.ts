/** What is left of a call on disk, and when it may be deleted. A studio over real HTTP, with a proxy in front when asked. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ProtocolError } from "@duologue/protocol";
import pino from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CallOutbox } from "../src/call/call-outbox";
import { type CallRecord, callFolder, NO_COUNTS, writeCallRecord } from "../src/call/call-record";
import { FAKE_SPEAKER } from "../src/model/fake-model";
import { createHttpStudio } from "../src/studio/http-studio";
import { createSystemClock } from "../src/system-clock";
import { createFakeClock } from "./fake-clock";
import { startHttpTestStudio } from "./http-test-studio";
import { SECRET } from "./start-test-engine";

const callId = "call-a";
const clock = createFakeClock();
let server: Awaited<ReturnType<typeof startHttpTestStudio>>;
let dataDir: string;
let outbox: CallOutbox;
let record: CallRecord;

beforeEach(async () => {
  server = await startHttpTestStudio();
  dataDir = await mkdtemp(path.join(tmpdir(), "duologue-outbox-"));
  const studio = createHttpStudio({ studioUrl: server.url, secret: SECRET, engineId: "e1", clock: createSystemClock(), retryMs: [1] });
  outbox = new CallOutbox(studio, dataDir, clock, pino({ level: "silent" }));
  const ended = { state: "ended" as const, frameIndex: 9, at: "2026-01-01T00:00:00.000Z", reason: "caller_hung_up" as const };
  record = { callId, engineId: "e1", speaker: FAKE_SPEAKER, counters: NO_COUNTS, ended };
  await writeCallRecord(dataDir, record);
  await writeFile(callFolder(dataDir, callId).recording, "RIFF");
});
afterEach(async () => {
  await outbox.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const kept = () => readdir(path.join(dataDir, "calls"));

test.each([200, 302, 404, 410])(
  "a proxy that answers %i in the studio's place deletes nothing; the studio gets it all when it is back",
  async (status) => {
    server.proxy.status = status;
    await outbox.deliver(callId);
    expect(await kept()).toEqual([callId]);
    server.proxy.status = null;
    await clock.advance(1_000);
    await expect.poll(kept).toEqual([]);
    expect(server.memory.recordings.has(callId)).toBe(true);
    expect(server.memory.facts.get(callId)).toMatchObject([{ state: "ended" }]);
  },
);

test("an engine that was given another id delivers its old calls under the old one", async () => {
  server.owners.set(callId, "e0");
  await writeCallRecord(dataDir, { ...record, engineId: "e0" });
  await writeFile(callFolder(dataDir, callId).timeline, "{}\n");
  await outbox.deliver(callId);
  expect(await kept()).toEqual([]);
  expect(server.memory.recordings.get(callId)?.toString()).toBe("RIFF");
  expect(server.memory.timelines.get(callId)).toBe("{}\n");
  expect(server.memory.facts.get(callId)).toMatchObject([{ state: "ended" }]);
});

test("keeps what was recorded before calls were marked with their engine's id, when the studio does not know it", async () => {
  server.owners.set(callId, "e0");
  const { engineId: _, ...unmarked } = record;
  await writeCallRecord(dataDir, unmarked);
  await outbox.deliver(callId);
  expect(await kept()).toEqual([callId]);
  expect(outbox.holds(callId)).toBe(false);
  // given its old id back, it delivers
  server.owners.set(callId, "e1");
  await outbox.deliver(callId);
  expect(await kept()).toEqual([]);
  expect(server.memory.recordings.has(callId)).toBe(true);
});

test("the studio's own word that it knows no such call is the end of it", async () => {
  server.memory.uploadRecording = async () => {
    throw new ProtocolError("not_found");
  };
  await outbox.deliver(callId);
  expect(await kept()).toEqual([]);
});
