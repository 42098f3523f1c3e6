/**
 * A listener that knows nothing of the model: pocketsphinx with its English model. The same as recogniser.py, for tests: without Python, and
 * with ffmpeg to cut and resample.
 */
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const MODEL = "/usr/share/pocketsphinx/model/en-us";
const RATE_HZ = 16_000;

export interface Stretch {
  fromMs: number;
  toMs: number;
}

/** What is heard in each stretch of a WAV file, in small letters; files of its own go to `folder`. */
export async function recognise(wav: string, stretches: Stretch[], folder: string): Promise<string[]> {
  const names = stretches.map((_, index) => `line-${index}`);
  for (const [index, { fromMs, toMs }] of stretches.entries()) {
    const cut = `atrim=start=${fromMs / 1000}:end=${toMs / 1000},asetpts=PTS-STARTPTS,adelay=200,apad=pad_dur=0.2`;
    await run("ffmpeg", [
      "-y",
      "-v",
      "error",
      "-i",
      wav,
      "-af",
      cut,
      "-ar",
      String(RATE_HZ),
      "-c:a",
      "pcm_s16le",
      path.join(folder, `${names[index]}.wav`),
    ]);
  }
  const [list, result] = [path.join(folder, "lines.txt"), path.join(folder, "heard.txt")];
  await writeFile(list, `${names.join("\n")}\n`);
  const files = ["-adcin", "yes", "-adchdr", "44", "-cepdir", folder, "-cepext", ".wav", "-ctl", list, "-hyp", result];
  await run(
    "pocketsphinx_batch",
    [...files, "-hmm", `${MODEL}/en-us`, "-lm", `${MODEL}/en-us.lm.bin`, "-dict", `${MODEL}/cmudict-en-us.dict`],
    {
      maxBuffer: 1 << 26,
    },
  );
  const heard = new Map<string, string>();
  for (const line of (await readFile(result, "utf8")).split("\n")) {
    const match = /^(.*?) ?\((\S+) -?\d+\)$/.exec(line);
    if (match) heard.set(match[2] as string, match[1] as string);
  }
  return names.map((name) => heard.get(name) ?? "");
}
