/** Samples between floats (−1…1) and 16-bit little endian, and from 24 to 48 kHz. */

export function floatToPcm16(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < samples.length; i++) {
    const value = Math.max(-1, Math.min(1, samples[i] ?? 0));
    view.setInt16(i * 2, Math.round(value * 32_767), true);
  }
  return bytes;
}

/** `bytes` may be a view at any offset. */
export function pcm16ToFloat(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const samples = new Float32Array(bytes.byteLength >> 1);
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(i * 2, true) / 32_768;
  return samples;
}

/** Doubles the rate with a half-band filter that keeps its history between blocks; delay 8 samples of the input. */
export function createUpsampler(): (block: Float32Array) => Float32Array {
  const history = new Float32Array(16);
  return (block) => {
    const input = new Float32Array(history.length + block.length);
    input.set(history);
    input.set(block, history.length);
    const out = new Float32Array(block.length * 2);
    for (let i = 0; i < block.length; i++) {
      out[i * 2] = input[i + 8] ?? 0;
      let sum = 0;
      for (let k = 0; k < HALF_BAND.length; k++) sum += (HALF_BAND[k] ?? 0) * ((input[i + 8 - k] ?? 0) + (input[i + 9 + k] ?? 0));
      out[i * 2 + 1] = sum;
    }
    history.set(input.subarray(input.length - history.length));
    return out;
  };
}

/** Taps for the samples in between: windowed sinc at half-integer offsets, both sides summing to 1. */
const HALF_BAND: number[] = (() => {
  const taps = Array.from({ length: 8 }, (_, k) => {
    const x = k + 0.5;
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * (0.42 + 0.5 * Math.cos((Math.PI * x) / 8) + 0.08 * Math.cos((2 * Math.PI * x) / 8));
  });
  const total = taps.reduce((sum, tap) => sum + tap * 2, 0);
  return taps.map((tap) => tap / total);
})();
