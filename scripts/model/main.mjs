// `npm run model -- pull owner/name | list`: the checkpoints in models/.
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { installNpm } from "../install-npm.mjs";
import { step } from "../steps.mjs";
import { formatBytes } from "./format-bytes.mjs";
import { HELP } from "./help.mjs";
import { listModels } from "./list-models.mjs";
import { GO_ON, PullError } from "./pull-error.mjs";
import { readArguments } from "./read-arguments.mjs";

const MODELS = "models";
const STOPPED = 130;

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);

try {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const asked = readArguments(process.argv.slice(2), process.env);
  if (asked.verb === "help") console.log(HELP);
  else if (asked.verb === "list") await list();
  else await pull(asked);
} catch (error) {
  if (stopping.signal.aborted) {
    console.error(`\nStopped. ${GO_ON}`);
    process.exit(STOPPED);
  }
  console.error(`\n${error instanceof PullError ? error.message : describeFault(error)}`);
  process.exit(1);
}

async function pull(asked) {
  if (!existsSync(new URL("../../node_modules/@huggingface/hub", import.meta.url))) await step("npm packages", installNpm);
  const { pullModel } = await import("./pull-model.mjs");
  const { folder, sizeBytes } = await pullModel({
    ...asked,
    modelsFolder: MODELS,
    signal: stopping.signal,
    step,
    print: (line) => console.log(line),
    isTerminal: Boolean(process.stdout.isTTY),
  });
  console.log(`\n${asked.repo} lies in ${folder} (${formatBytes(sizeBytes)}), every hash as at the hub. Start with it:\n`);
  console.log(`  npm run up -- --model ${folder.split(path.sep).join("/")}\n`);
}

async function list() {
  const models = await listModels(MODELS);
  if (models.length === 0) console.log(`Nothing lies in ${MODELS}/. Fetch a checkpoint: npm run model -- pull nvidia/personaplex-7b-v1`);
  const width = Math.max(...models.map((model) => model.name.length));
  for (const { name, sizeBytes, words } of models) console.log(`${name.padEnd(width)}  ${formatBytes(sizeBytes).padStart(9)}  ${words}`);
}

function stop() {
  if (stopping.signal.aborted) process.exit(STOPPED);
  stopping.abort();
}

/** What the disk or the program itself did. */
function describeFault(error) {
  return error.code ? `${error.message}\n${GO_ON}` : error.stack;
}
