/** An engine of one's own in this process, on a free port of this machine, for as long as a run lasts. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createEngine, type EngineComponents } from "@duologue/engine/create-engine";
import { createDirector } from "@duologue/engine/director";
import type { SpeechModel } from "@duologue/engine/ports";
import { createSystemClock } from "@duologue/engine/system-clock";
import pino from "pino";
import enginePackage from "../../../engine/package.json" with { type: "json" };
import { createCallDesk } from "./call-desk";
import type { EngineAccess } from "./engine-access";

const ORIGIN = "http://evaluation.localhost";

export interface OwnEngineParts {
  /** closed together with the engine */
  model: SpeechModel;
  vad: EngineComponents["vad"];
  logLevel?: pino.Level | "silent";
}

export async function startOwnEngine({ model, vad, logLevel = "silent" }: OwnEngineParts): Promise<EngineAccess> {
  const clock = createSystemClock();
  const secret = randomBytes(32).toString("base64url");
  const desk = createCallDesk(secret, clock);
  const dataDir = await mkdtemp(path.join(tmpdir(), "duologue-evaluation-"));
  const httpServer = createServer();
  const engine = createEngine(
    httpServer,
    { model, vad, studio: desk.studio, createDirector, clock, logger: pino({ level: logLevel }) },
    {
      engineId: "evaluation",
      version: enginePackage.version,
      secret,
      publicUrl: ORIGIN,
      internalUrl: ORIGIN,
      origins: [ORIGIN],
      dataDir,
    },
  );
  await new Promise<void>((resolve, reject) => {
    httpServer.once("error", reject);
    httpServer.listen(0, "127.0.0.1", resolve);
  });
  await engine.start();
  const url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  return {
    capacity: model.capacity,
    build: enginePackage.version,
    speaker: () => model.info,
    async open(call) {
      return { ...(await desk.open(call)), url, origin: ORIGIN };
    },
    collect: (callId) => desk.collect(callId),
    async countTokens(texts) {
      const { counts, exact } = await model.countTokens(texts);
      return exact ? counts : null;
    },
    async close() {
      await engine.drain(0);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
