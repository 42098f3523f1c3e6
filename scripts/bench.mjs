// `npm run bench -- [--calls 50] [--seconds 20] [--codec pcm16|opus]`: how long a frame takes through the engine and back.
import { spawnSync } from "node:child_process";
import process from "node:process";

const { status } = spawnSync(process.execPath, ["--import", "tsx", "engine/bench/load.ts", ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(status ?? 1);
