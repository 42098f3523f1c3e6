// A small checkpoint of random weights, for tests that run the real engine. Noise, and named so.
import { existsSync } from "node:fs";
import { runQuietly } from "../run-quietly.mjs";
import { step } from "../steps.mjs";
import { buildNative } from "./build-native.mjs";

/** Resolves with the folder; makes it where it is not there yet. The same seed gives the same bytes. */
export async function makeTinyCheckpoint(folder) {
  await step("Native engine build", buildNative);
  if (!existsSync(`${folder}/config.json`)) await runQuietly("native/build/duplex-make-checkpoint", [folder]);
  return folder;
}
