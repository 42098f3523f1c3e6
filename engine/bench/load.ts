/**
 * How long a caller's frame takes through the engine and back: N calls at cadence over real sockets, one frame of 80 ms each way every
 * 80 ms. An echo answers, or a checkpoint.
 *
 *   npm run bench -- --only engine [--calls 50] [--seconds 20] [--codec pcm16|opus] [--json FILE]
 *     [--model FOLDER [--device auto|cpu|cuda] [--weights auto|as_stored|f32|bf16|i8] [--keys from_weights|bf16|i8] [--threads N] [--addon FILE]]
 *     [--stagger-ms 250] [--generators N]
 *
 * Calls begin one after the other, each with a prompt and a voice to read while those before it talk; measured is from when all are
 * live. A caller's frame carries its number, the engine notes as which frame of the call it went to the model, and the answer to
 * that frame is waited for; with Opus, which is for the echo alone, the beginnings of bursts are timed. The figures hold the jitter buffer's 40-120 ms (a steady
 * client's), the 80 ms tick and the model, and exclude capture, network and playout. Engine and callers are processes on the same machine. A machine
 * without npm: scripts/carry-bench.mjs.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describeReport } from "./describe-report";
import { readOptions } from "./read-options";
import { runBench } from "./run-bench";

try {
  const options = readOptions(process.argv.slice(2));
  const report = await runBench(options, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(describeReport(report));
  if (options.jsonFile !== undefined) {
    await mkdir(path.dirname(path.resolve(options.jsonFile)), { recursive: true });
    await writeFile(options.jsonFile, `${JSON.stringify(report, null, 2)}\n`);
  }
  process.exit(report.failures.length > 0 ? 1 : 0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
