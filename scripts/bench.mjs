// `npm run bench -- [--only native|engine] [words]`: the codec and the language models on this machine, then how long a frame takes through
// the engine and back. Words after `--only native` go to duplex-bench (--threads 2, --frames 60, --context 750, --sessions 1,2,4,8), after
// `--only engine` to the engine's (--calls 50, --seconds 20, --codec pcm16|opus, --model FOLDER and more: engine/bench/load.ts). Measure on a
// machine that does nothing else; for one that has Node and no npm, scripts/carry-bench.mjs.
import { spawnSync } from "node:child_process";
import process from "node:process";
import { benchNative } from "./native/bench-native.mjs";

const words = process.argv.slice(2);
const only = words[0] === "--only" ? words[1] : null;
const rest = only ? words.slice(2) : words;
if (only !== null && only !== "native" && only !== "engine") {
  console.error(`--only: expected native or engine, received ${only}.`);
  process.exit(1);
}
if (only === null && rest.length > 0) {
  console.error(`Expected --only native or --only engine before ${rest[0]}: the two take different words.`);
  process.exit(1);
}
const native = only === "engine" ? 0 : await benchNative(rest);
const engine = only === "native" ? 0 : benchEngine(rest);
process.exit(native || engine);

function benchEngine(args) {
  return spawnSync(process.execPath, ["--import", "tsx", "engine/bench/load.ts", ...args], { stdio: "inherit" }).status ?? 1;
}
