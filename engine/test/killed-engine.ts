/** A whole engine as a process of its own, to be killed: `tsx killed-engine.ts DATA_DIR STUDIO_URL`. Says its port to its parent. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { createEngine } from "../src/create-engine";
import { createFakeModel } from "../src/model/fake-model";
import { createFakeVoiceActivity } from "../src/model/fake-voice-activity";
import { createHttpStudio } from "../src/studio/http-studio";
import { createSystemClock } from "../src/system-clock";
import { ORIGIN, quietDirector, SECRET } from "./start-test-engine";

const [dataDir, studioUrl, engineId] = process.argv.slice(2) as [string, string, string];
const clock = createSystemClock();
const httpServer = createServer();
const engine = createEngine(
  httpServer,
  {
    model: createFakeModel({ clock }),
    vad: createFakeVoiceActivity(),
    studio: createHttpStudio({ studioUrl, secret: SECRET, engineId, clock }),
    createDirector: quietDirector,
    clock,
    logger: pino({ level: "silent" }),
  },
  {
    engineId,
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
