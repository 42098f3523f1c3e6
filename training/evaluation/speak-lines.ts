/** Lines through the real engine's offline tool, and where in its sound each of them lies. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Stretch } from "./recognise";

const run = promisify(execFile);
const FRAME_MS = 80;
/** Its own greeting comes first, then the lines with so much silence behind each. */
const BEFORE_MS = 4000;
const GAP_MS = 1200;
/** Text leads sound: what is heard before is of the words before the line. */
const BEGINS_AFTER_MS = 400;
/** Behind the text of the last word its sound goes on. */
const ENDS_WITHIN_MS = 960;

export interface Speaking {
  engine: string;
  model: string;
  voice: string;
  prompt: string;
  lines: string[];
  /** how the attention's keys and values are kept; else as the arithmetic adds up */
  keys?: "bf16" | "i8";
  seed: number;
  /** the call's length: enough for all lines */
  seconds: number;
  folder: string;
}

export interface Spoken {
  wav: string;
  lines: { text: string; state: string; stretch: Stretch }[];
}

export async function speakLines({ engine, model, voice, prompt, lines, keys, seed, seconds, folder }: Speaking): Promise<Spoken> {
  const [caller, wav, timeline] = ["caller.wav", "agent.wav", "timeline.json"].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await run("ffmpeg", ["-y", "-v", "error", "-f", "lavfi", "-i", "anullsrc=r=24000:cl=mono", "-t", String(seconds), caller]);
  const said = lines.flatMap((line, index) => ["--say", index === 0 ? `@${BEFORE_MS} ${line}` : line]);
  const sampling = [
    "--seed",
    String(seed),
    "--temp-text",
    "0.4",
    "--temp-audio",
    "0.3",
    "--topk-audio",
    "100",
    "--threads",
    "2",
    "--keys",
    keys ?? "from-weights",
  ];
  const files = ["--moshi-weight", model, "--input-wav", caller, "--output-wav", wav, "--output-timeline", timeline];
  await run(engine, [...files, "--voice-prompt", voice, "--text-prompt", prompt, ...sampling, "--say-gap-ms", String(GAP_MS), ...said]);
  const { says } = JSON.parse(await readFile(timeline, "utf8")) as {
    says: { text: string; state: string; appliedFrame: number; endedFrame: number }[];
  };
  return {
    wav,
    lines: says.map(({ text, state, appliedFrame, endedFrame }) => ({
      text,
      state,
      stretch: { fromMs: appliedFrame * FRAME_MS + BEGINS_AFTER_MS, toMs: endedFrame * FRAME_MS + ENDS_WITHIN_MS },
    })),
  };
}
