/** Environment → components → createEngine → listen; the only side effects of the engine. */
import { createServer } from "node:http";
import pino from "pino";
import enginePackage from "../package.json" with { type: "json" };
import type { SpeechModel } from "./call/ports";
import { createEngine } from "./create-engine";
import { createDirector } from "./director/create-director";
import { endLostProcess } from "./end-lost-process";
import { type EngineEnv, readEnv } from "./env";
import { loadOnDemand } from "./model/load-on-demand";
import { findOffered } from "./model/native/find-offered";
import { createNativeModel } from "./model/native/native-model";
import { createRehearsalModel } from "./model/rehearsal/rehearsal-model";
import { openTokenizer, type TokenCounterPort } from "./model/tokenizer/open-tokenizer";
import { createSileroFactory } from "./model/voice-activity/create-silero-factory";
import { createHttpStudio } from "./studio/http-studio";
import { createSystemClock } from "./system-clock";

const OFFERED_CALLS = 2;

const env = readEnv();
const logger = pino({ level: env.LOG_LEVEL, base: { engineId: env.ENGINE_ID } });
const clock = createSystemClock();

const [tokenizer, vad] = await Promise.all([openTokenizer(env.TOKENIZER_FILE), createSileroFactory()]);
const model = await openModel(env, tokenizer);
const offers = await openOffers(env, tokenizer);
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

/** The checkpoint at ENGINE_MODEL, else the stand-in. */
async function openModel(settings: EngineEnv, counter: TokenCounterPort): Promise<SpeechModel> {
  const options = { tokenizer: counter, ...(settings.ENGINE_CAPACITY === undefined ? {} : { capacity: settings.ENGINE_CAPACITY }) };
  if (settings.ENGINE_MODEL === undefined) return createRehearsalModel(options);
  const { ENGINE_MODEL: folder, ENGINE_DEVICE: device, ENGINE_WEIGHTS: weights, ENGINE_KEYS: keys, ENGINE_THREADS: threads } = settings;
  try {
    return await createNativeModel({ ...options, folder, device, weights, keys, threads });
  } catch (error) {
    logger.fatal({ err: error }, "The model cannot be loaded");
    process.exit(1);
  }
}

/** Where the stand-in answers, the small trained model may be asked for, if it is there. Two cores hold two of its calls with room to spare. */
async function openOffers(settings: EngineEnv, counter: TokenCounterPort): Promise<SpeechModel[]> {
  const { ENGINE_MODEL, ENGINE_OFFER: folder, ENGINE_THREADS: threads } = settings;
  if (ENGINE_MODEL !== undefined || folder === "none") return [];
  const found = await findOffered(folder);
  if ("missing" in found) {
    logger.warn({ missing: found.missing }, "The small trained model is not offered: a file is missing");
    return [];
  }
  if ("wrong" in found) {
    logger.warn({ wrong: found.wrong }, "The small trained model is not offered: its config.json cannot be used");
    return [];
  }
  const capacity = Math.min(OFFERED_CALLS, settings.ENGINE_CAPACITY ?? OFFERED_CALLS);
  const options = { folder, device: "cpu", threads, maxSessions: OFFERED_CALLS, tokenizer: counter };
  return [
    loadOnDemand({
      info: found.info,
      capacity,
      load: () => createNativeModel(options),
      onLoadFailed: (error) => logger.error({ err: error }, "The small trained model cannot be loaded"),
    }),
  ];
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
