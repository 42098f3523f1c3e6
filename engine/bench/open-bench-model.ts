import { existsSync } from "node:fs";
import path from "node:path";
import type { SpeechModel } from "../src/call/ports";
import { createNativeModel } from "../src/model/native/native-model";
import { createEchoModel } from "./echo-model";
import type { ModelOrder } from "./read-options";

/** Words are not what is measured: a checkpoint without a tokenizer of its own counts none. */
const NO_TOKENIZER = { exact: false, count: () => 0 };

/** The echo, or the checkpoint with room for `calls`. */
export async function openBenchModel(order: ModelOrder | null, calls: number): Promise<SpeechModel> {
  if (!order) return createEchoModel(calls);
  const { folder, device, weights, keys, threads, addonFile } = order;
  if (!existsSync(path.join(folder, "config.json"))) {
    throw new Error(
      `--model: expected a checkpoint folder with config.json, found none at ${path.resolve(folder)}. ` +
        "Fetch one with `npm run model -- pull`, or make one of random weights with native/build/duplex-make-checkpoint FOLDER.",
    );
  }
  return createNativeModel({
    folder,
    device,
    weights,
    keys,
    threads,
    maxSessions: calls,
    tokenizer: NO_TOKENIZER,
    ...(addonFile === undefined ? {} : { addonFile }),
  });
}
