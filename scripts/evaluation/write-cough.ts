/** Writes evaluation/sounds/cough.wav, a cough made of noise: npx tsx scripts/evaluation/write-cough.ts */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { createBiquad, highPass, lowPass } from "../../evaluation/src/sound/biquad";
import { createGenerator } from "../../evaluation/src/sound/create-generator";
import { fromDb } from "../../evaluation/src/sound/decibels";
import { writeWav } from "../../evaluation/test/write-wav";
import { SAMPLE_RATE_HZ } from "../../protocol/src/index";

const SEED = 7;
const LENGTH_MS = 560;
/** The burst when the throat opens, and a softer one after it. */
const BURSTS = [
  { startMs: 20, riseMs: 12, fallMs: 70, db: -4 },
  { startMs: 300, riseMs: 25, fallMs: 55, db: -10 },
];
const LOW_HZ = 350;
const HIGH_HZ = 4_500;
const PEAK_DB = -9;

export function makeCough(): Float32Array {
  const next = createGenerator(SEED);
  const samples = new Float32Array((LENGTH_MS * SAMPLE_RATE_HZ) / 1_000);
  for (let n = 0; n < samples.length; n++) samples[n] = (2 * next() - 1) * measureStrength((n * 1_000) / SAMPLE_RATE_HZ);
  for (const filter of [highPass(LOW_HZ, SAMPLE_RATE_HZ), lowPass(HIGH_HZ, SAMPLE_RATE_HZ)]) createBiquad(filter)(samples);
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  return samples.map((sample) => (sample * fromDb(PEAK_DB)) / peak);
}

function measureStrength(atMs: number): number {
  return BURSTS.reduce((sum, { startMs, riseMs, fallMs, db }) => {
    const sinceMs = atMs - startMs;
    if (sinceMs <= 0) return sum;
    return sum + fromDb(db) * Math.min(1, sinceMs / riseMs) * Math.exp(-Math.max(0, sinceMs - riseMs) / fallMs);
  }, 0);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const file = new URL("../../evaluation/sounds/cough.wav", import.meta.url);
  writeFileSync(file, writeWav([makeCough()], SAMPLE_RATE_HZ));
  console.log(`wrote ${file.pathname}`);
}
