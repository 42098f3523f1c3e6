// The native part of `npm run bench`: the codec at full size and language models of 10, 30 and 100 million parameters, random weights.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { runQuietly } from "../run-quietly.mjs";
import { step } from "../steps.mjs";
import { buildNative } from "./build-native.mjs";

const FOLDER = ".data/bench";
/** Only one of them brings the full-size codec: it is the same beside every language model. */
const LANGUAGE_MODELS = ["10m", "30m", "100m"];

/** Prints tables and writes .data/bench/native.json; words go to duplex-bench. Resolves with its exit status. */
export async function benchNative(words) {
  await step("Native engine build", buildNative);
  const runs = [];
  for (const preset of LANGUAGE_MODELS) {
    const folder = await makeCheckpoint(`${FOLDER}/lm-${preset}`, ["--preset", preset, "--mimi", "tiny"]);
    runs.push(folder);
  }
  const codec = await makeCheckpoint(`${FOLDER}/mimi-full`, ["--preset", "tiny", "--mimi", "full"]);
  const statuses = [
    run([codec, "--only", "codec", "--json", `${FOLDER}/codec.json`, ...words]),
    run([...runs, "--only", "lm", "--json", `${FOLDER}/lm.json`, ...words]),
  ];
  return Math.max(...statuses);
}

async function makeCheckpoint(folder, options) {
  if (!existsSync(`${folder}/config.json`)) {
    await step(`Random weights in ${folder}`, () => runQuietly("native/build/duplex-make-checkpoint", [folder, ...options]).then(() => {}));
  }
  return folder;
}

function run(args) {
  return spawnSync("native/build/duplex-bench", args, { stdio: "inherit" }).status ?? 1;
}
