/** Levels in dBFS: 0 dB is a full-scale square wave, digital silence reads SILENCE_DB. */

export const SILENCE_DB = -100;

/** RMS level of samples in [-1, 1], in dBFS, never below SILENCE_DB. */
export function rmsDb(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] as number;
    sum += sample * sample;
  }
  if (sum === 0) return SILENCE_DB;
  return Math.max(SILENCE_DB, 10 * Math.log10(sum / samples.length));
}
