export function fromDb(db: number): number {
  return 10 ** (db / 20);
}

/** RMS in dBFS; −Infinity for silence. */
export function measureDb(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  return power === 0 ? Number.NEGATIVE_INFINITY : 10 * Math.log10(power);
}
