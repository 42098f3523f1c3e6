import { refuseInput } from "../refuse-input";
import { THRESHOLDS } from "../thresholds";
import type { Span } from "./lane";

const SAMPLE_RATE_HZ = THRESHOLDS.voiceSampleRateHz.value;
const WINDOW_SAMPLES = THRESHOLDS.voiceWindowSamples.value;
const SAMPLES_PER_MS = SAMPLE_RATE_HZ / 1_000;

export interface VoiceRule {
  onProbability: number;
  offProbability: number;
  minVoiceMs: number;
  minSilenceMs: number;
  padMs: number;
}

export const SILERO_RULE: Readonly<VoiceRule> = {
  onProbability: THRESHOLDS.voiceOnProbability.value,
  offProbability: THRESHOLDS.voiceOffProbability.value,
  minVoiceMs: THRESHOLDS.voiceMinMs.value,
  minSilenceMs: THRESHOLDS.voiceMinSilenceMs.value,
  padMs: THRESHOLDS.voicePadMs.value,
};

/**
 * Segments of voice from one probability per window of 512 samples at 16 kHz, by the rule of Silero VAD's `get_speech_timestamps`
 * (without its limit on the length of a segment). `sampleCount` is the audio's length; the last window may be a part of one.
 *
 * Voice begins in a window at or above `on`. A possible end is the first window below `off` since the last at or above `on`; it
 * becomes the end in a window below `off` that lies at least `minSilenceMs` after it. What is not longer than `minVoiceMs` is dropped,
 * then `padMs` is added on both sides; neighbours nearer than twice that meet half-way, rounded down to a sample.
 */
export function findVoice(
  probabilities: ArrayLike<number>,
  sampleCount: number = probabilities.length * WINDOW_SAMPLES,
  rule: Readonly<VoiceRule> = SILERO_RULE,
): Span[] {
  checkProbabilities(probabilities, sampleCount);
  const found = findUnpadded(probabilities, sampleCount, rule);
  return pad(found, sampleCount, rule.padMs * SAMPLES_PER_MS).map(({ start, end }) => ({
    startMs: start / SAMPLES_PER_MS,
    endMs: end / SAMPLES_PER_MS,
  }));
}

interface Samples {
  start: number;
  end: number;
}

function findUnpadded(probabilities: ArrayLike<number>, sampleCount: number, rule: Readonly<VoiceRule>): Samples[] {
  const minVoice = rule.minVoiceMs * SAMPLES_PER_MS;
  const minSilence = rule.minSilenceMs * SAMPLES_PER_MS;
  const found: Samples[] = [];
  let start: number | null = null;
  let possibleEnd: number | null = null;
  for (let k = 0; k < probabilities.length; k++) {
    const probability = probabilities[k] as number;
    const at = k * WINDOW_SAMPLES;
    if (probability >= rule.onProbability) {
      start ??= at;
      possibleEnd = null;
    } else if (start !== null && probability < rule.offProbability) {
      possibleEnd ??= at;
      if (at - possibleEnd >= minSilence) {
        if (possibleEnd - start > minVoice) found.push({ start, end: possibleEnd });
        start = null;
        possibleEnd = null;
      }
    }
  }
  // still open at the end: up to the last sample, whatever silence was being waited for
  if (start !== null && sampleCount - start > minVoice) found.push({ start, end: sampleCount });
  return found;
}

function pad(found: readonly Samples[], sampleCount: number, padSamples: number): Samples[] {
  return found.map(({ start, end }, k) => {
    const before = found[k - 1];
    const after = found[k + 1];
    const left = before ? share(start - before.end, padSamples) : padSamples;
    const right = after ? share(after.start - end, padSamples) : padSamples;
    return { start: Math.max(0, start - left), end: Math.min(sampleCount, end + right) };
  });
}

function share(silence: number, padSamples: number): number {
  return silence < 2 * padSamples ? Math.floor(silence / 2) : padSamples;
}

function checkProbabilities(probabilities: ArrayLike<number>, sampleCount: number): void {
  const windows = Math.ceil(sampleCount / WINDOW_SAMPLES);
  if (!Number.isInteger(sampleCount) || windows !== probabilities.length) {
    const advice = "Resample the audio to 16 kHz and pass one probability per 512 samples, the last of them filled up with silence.";
    refuseInput(`one probability per ${WINDOW_SAMPLES} samples`, `${probabilities.length} for ${sampleCount} samples`, advice);
  }
  for (let k = 0; k < probabilities.length; k++) {
    const probability = probabilities[k] as number;
    if (!(probability >= 0 && probability <= 1)) {
      refuseInput("probabilities between 0 and 1", `${probability} in window ${k}`, "Check the detector's output and its input's range.");
    }
  }
}
