/** Who answers on this engine, and who is on offer beside it. */
import type { Logger } from "pino";
import type { SpeechModel } from "./call/ports";
import type { EngineEnv } from "./env";
import { loadOnDemand } from "./model/load-on-demand";
import { findOffered } from "./model/native/find-offered";
import { createNativeModel } from "./model/native/native-model";
import { createRehearsalModel } from "./model/rehearsal/rehearsal-model";
import type { TokenCounterPort } from "./model/tokenizer/open-tokenizer";

/** Two cores hold two calls of the small trained model with room to spare. */
const SMALL_CALLS = 2;

export interface Speakers {
  model: SpeechModel;
  offers: SpeechModel[];
}

/**
 * The checkpoint at ENGINE_MODEL, alone. Without one the stand-in and, if it is there, the small trained model: the one that ENGINE_FIRST names
 * answers, the other is on offer. Rejects where the checkpoint cannot be read; a small trained model that cannot leaves the stand-in alone.
 */
export async function openSpeakers(settings: EngineEnv, tokenizer: TokenCounterPort, logger: Logger): Promise<Speakers> {
  const { ENGINE_MODEL, ENGINE_OFFER: folder, ENGINE_THREADS: threads } = settings;
  const options = { tokenizer, ...(settings.ENGINE_CAPACITY === undefined ? {} : { capacity: settings.ENGINE_CAPACITY }) };
  if (ENGINE_MODEL !== undefined) {
    const { ENGINE_DEVICE: device, ENGINE_WEIGHTS: weights, ENGINE_KEYS: keys } = settings;
    return { model: await createNativeModel({ ...options, folder: ENGINE_MODEL, device, weights, keys, threads }), offers: [] };
  }
  const rehearsal = await createRehearsalModel(options);
  const alone: Speakers = { model: rehearsal, offers: [] };
  if (folder === "none") return alone;
  const found = await findOffered(folder);
  if ("missing" in found) {
    logger.warn({ missing: found.missing }, "Without the small trained model, the rehearsal speaker answers alone: a file is missing");
    return alone;
  }
  if ("wrong" in found) {
    logger.warn(
      { wrong: found.wrong },
      "Without the small trained model, the rehearsal speaker answers alone: its config.json cannot be used",
    );
    return alone;
  }
  const capacity = Math.min(SMALL_CALLS, settings.ENGINE_CAPACITY ?? SMALL_CALLS);
  const load = () =>
    createNativeModel({ folder, device: "cpu", threads, maxSessions: SMALL_CALLS, capacity, tokenizer, countsPrompts: false });
  if (settings.ENGINE_FIRST === "rehearsal") {
    const onLoadFailed = (error: unknown) => logger.error({ err: error }, "The small trained model cannot be loaded");
    return { model: rehearsal, offers: [loadOnDemand({ info: found.info, capacity, load, onLoadFailed })] };
  }
  try {
    return { model: await load(), offers: [rehearsal] };
  } catch (error) {
    logger.error({ err: error }, "The small trained model cannot be loaded; the rehearsal speaker answers alone");
    return alone;
  }
}
