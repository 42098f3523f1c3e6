/** The engine under load: everything is real but the model, which answers each frame with the caller's own samples at once. */
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import type { SpeechModel, SpeechSession } from "../src/call/ports";
import { createEngine } from "../src/create-engine";
import { createFakeModel, FAKE_SPEAKER } from "../src/model/fake-model";
import { createFakeVoiceActivity } from "../src/model/fake-voice-activity";
import { createMemoryStudio } from "../src/studio/memory-studio";
import { createSystemClock } from "../src/system-clock";
import { ORIGIN, quietDirector, SECRET, testSpec } from "../test/start-test-engine";

const calls = Number(process.argv[2]);
const clock = createSystemClock();
const studio = createMemoryStudio();
for (let k = 0; k < calls; k++) studio.specs.set(`call-${k}`, testSpec(`call-${k}`));

const httpServer = createServer();
const dataDir = await mkdtemp(path.join(tmpdir(), "duologue-bench-"));
const engine = createEngine(
  httpServer,
  { model: echoModel(), vad: createFakeVoiceActivity(), studio, createDirector: quietDirector, clock, logger: pino({ level: "warn" }) },
  {
    engineId: "bench",
    version: "0.0.0",
    secret: SECRET,
    publicUrl: "http://localhost",
    internalUrl: "http://localhost",
    origins: [ORIGIN],
    dataDir,
  },
);
httpServer.listen(0, "127.0.0.1", async () => {
  await engine.start();
  process.send?.({ port: (httpServer.address() as AddressInfo).port });
});
process.on("message", (message) => {
  if (message === "usage") process.send?.({ cpu: process.cpuUsage(), rssBytes: process.memoryUsage().rss });
});
process.on("disconnect", () => process.exit(0));

function echoModel(): SpeechModel {
  return { ...createFakeModel({ clock, capacity: calls }), info: { ...FAKE_SPEAKER, title: "Echo" }, open: async () => echoSession() };
}

function echoSession(): SpeechSession {
  let listener: Parameters<SpeechSession["onFrame"]>[0] = () => {};
  return {
    prime: async () => {},
    push: ({ frameIndex, samples }) => listener({ frameIndex, samples, text: "", stepMs: 0, says: [] }),
    onFrame: (next) => {
      listener = next;
    },
    onError: () => {},
    say: () => {},
    cancelSay: () => {},
    enterNode: () => {},
    snapshot: async () => ({ model: "echo", bytes: 0 }),
    restore: async () => {},
    close: () => {},
  };
}
