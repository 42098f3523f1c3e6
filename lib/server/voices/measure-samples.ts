/** Figures of a recording that need no meter: clipping, noise floor, silence, and the picture of it. Pure. */
import { SAMPLE_RATE_HZ } from "@duologue/protocol";

const WINDOW_SAMPLES = (50 * SAMPLE_RATE_HZ) / 1_000;
const CLIP_LEVEL = 0.999;
/** Fewer samples at full scale in a row are peaks, not clipping. */
const CLIP_RUN_SAMPLES = 3;
const SILENCE_DB = -120;
/** A window counts as silent when it is this close to the noise floor. */
const NEAR_FLOOR_DB = 6;

export interface SampleFigures {
  clippedSamples: number;
  noiseFloorDb: number;
  signalToNoiseDb: number;
  silenceShare: number;
}

export function measureSamples(samples: Float32Array): SampleFigures {
  const levels = windowLevels(samples).sort((a, b) => a - b);
  const at = (share: number) => levels[Math.min(levels.length - 1, Math.floor(share * levels.length))] ?? SILENCE_DB;
  const noiseFloorDb = at(0.1);
  const silent = levels.filter((level) => level <= Math.max(noiseFloorDb + NEAR_FLOOR_DB, -60)).length;
  return {
    clippedSamples: countClipped(samples),
    noiseFloorDb,
    signalToNoiseDb: at(0.9) - noiseFloorDb,
    silenceShare: levels.length === 0 ? 1 : silent / levels.length,
  };
}

/** RMS of each 50 ms window in dBFS, never below −120. */
function windowLevels(samples: Float32Array): number[] {
  const levels: number[] = [];
  for (let from = 0; from + WINDOW_SAMPLES <= samples.length; from += WINDOW_SAMPLES) {
    let sum = 0;
    for (let index = from; index < from + WINDOW_SAMPLES; index++) sum += (samples[index] ?? 0) ** 2;
    levels.push(Math.max(SILENCE_DB, 10 * Math.log10(sum / WINDOW_SAMPLES + 1e-12)));
  }
  return levels;
}

function countClipped(samples: Float32Array): number {
  let clipped = 0;
  let run = 0;
  for (let index = 0; index <= samples.length; index++) {
    if (index < samples.length && Math.abs(samples[index] ?? 0) >= CLIP_LEVEL) run += 1;
    else {
      if (run >= CLIP_RUN_SAMPLES) clipped += run;
      run = 0;
    }
  }
  return clipped;
}

/** `count` evenly spaced peaks, 0…1, rounded to thousandths (they are stored as JSON). */
export function measurePeaks(samples: Float32Array, count = 600): number[] {
  const peaks: number[] = [];
  for (let bucket = 0; bucket < count; bucket++) {
    const to = Math.floor(((bucket + 1) * samples.length) / count);
    let peak = 0;
    for (let index = Math.floor((bucket * samples.length) / count); index < to; index++)
      peak = Math.max(peak, Math.abs(samples[index] ?? 0));
    peaks.push(Math.round(Math.min(1, peak) * 1_000) / 1_000);
  }
  return peaks;
}
