/** Environment → components → createEngine → listen; the only side effects of the engine. */
import { createServer } from "node:http";
import pino from "pino";
import enginePackage from "../package.json" with { type: "json" };
import { createEngine } from "./create-engine";
import { createDirector } from "./director/create-director";
import { endLostProcess } from "./end-lost-process";
import { readEnv } from "./env";
import { openTokenizer } from "./model/tokenizer/open-tokenizer";
import { createSileroFactory } from "./model/voice-activity/create-silero-factory";
import { openSpeakers, type Speakers } from "./open-speakers";
import { createHttpStudio } from "./studio/http-studio";
import { createSystemClock } from "./system-clock";

const env = readEnv();
const logger = pino({ level: env.LOG_LEVEL, base: { engineId: env.ENGINE_ID } });
const clock = createSystemClock();

const [tokenizer, vad] = await Promise.all([openTokenizer(env.TOKENIZER_FILE), createSileroFactory()]);
const { model, offers } = await openOrExit();
const studio = createHttpStudio({ studioUrl: env.STUDIO_URL, secret: env.ENGINE_SECRET, engineId: env.ENGINE_ID, clock });

const httpServer = createServer();
const engine = createEngine(
  httpServer,
  {
    model,
    offers,
    vad,
    studio,
    createDirector,
    clock,
    logger,
    onModelLost: () =>
      void endLostProcess({
        clock,
        close: async () => {
          await Promise.all([model, ...offers].map((one) => one.close()));
          await vad.close();
        },
        exit: (code) => process.exit(code),
        kill: () => process.kill(process.pid, "SIGKILL"),
      }),
  },
  {
    engineId: env.ENGINE_ID,
    version: enginePackage.version,
    secret: env.ENGINE_SECRET,
    publicUrl: env.ENGINE_PUBLIC_URL,
    internalUrl: env.ENGINE_INTERNAL_URL ?? env.ENGINE_PUBLIC_URL,
    origins: env.ENGINE_ORIGINS,
    dataDir: env.ENGINE_DATA_DIR,
    maxQueued: env.ENGINE_MAX_QUEUED,
    idleMs: env.ENGINE_IDLE_SECONDS * 1_000,
  },
);

httpServer.on("error", (error) => {
  logger.fatal({ err: error }, "The engine cannot listen");
  process.exit(1);
});
httpServer.listen(env.ENGINE_PORT, env.ENGINE_HOST, () => {
  logger.info(
    {
      port: env.ENGINE_PORT,
      speaker: model.info.kind,
      device: model.info.device,
      capacity: model.capacity,
      offers: offers.map(({ info }) => info.model),
    },
    "The engine listens",
  );
  void engine.start();
});

async function openOrExit(): Promise<Speakers> {
  try {
    return await openSpeakers(env, tokenizer, logger);
  } catch (error) {
    logger.fatal({ err: error }, "The model cannot be loaded");
    process.exit(1);
  }
}

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  logger.info("The engine drains: no new calls, running ones are brought to an end");
  await engine.drain(env.ENGINE_DRAIN_MS);
  await vad.close();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
