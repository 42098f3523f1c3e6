/** Loudness after ITU-R BS.1770-4 (K-weighting, 400 ms blocks, absolute and relative gate), for one mono channel. */

const BLOCK_SECONDS = 0.4;
const HOP_SECONDS = 0.1;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

/** Integrated loudness in LUFS; −Infinity for silence. A sound shorter than a block is measured as one block. */
export function measureLoudness(samples: Float32Array, sampleRateHz: number): number {
  const weighted = filter(filter(samples, highShelf(sampleRateHz)), highPass(sampleRateHz));
  const block = Math.min(weighted.length, Math.round(BLOCK_SECONDS * sampleRateHz));
  const hop = Math.round(HOP_SECONDS * sampleRateHz);
  const powers: number[] = [];
  for (let start = 0; block > 0 && start + block <= weighted.length; start += hop) {
    let sum = 0;
    for (let n = start; n < start + block; n++) sum += (weighted[n] as number) ** 2;
    powers.push(sum / block);
  }
  const loud = powers.filter((power) => toLufs(power) > ABSOLUTE_GATE_LUFS);
  const gate = toLufs(mean(loud)) + RELATIVE_GATE_LU;
  return toLufs(mean(loud.filter((power) => toLufs(power) > gate)));
}

function toLufs(power: number): number {
  return power > 0 ? -0.691 + 10 * Math.log10(power) : Number.NEGATIVE_INFINITY;
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

interface Biquad {
  b: [number, number, number];
  a: [number, number];
}

/** The head's effect: +4 dB above about 1.7 kHz. The standard's analogue parameters, for any rate. */
function highShelf(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRateHz);
  const high = 10 ** (3.999843853973347 / 20);
  const middle = high ** 0.4996667741545416;
  const q = 0.7071752369554196;
  const norm = 1 + k / q + k * k;
  return {
    b: [(high + (middle * k) / q + k * k) / norm, (2 * (k * k - high)) / norm, (high - (middle * k) / q + k * k) / norm],
    a: [(2 * (k * k - 1)) / norm, (1 - k / q + k * k) / norm],
  };
}

/** The ear's deafness to rumble. */
function highPass(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz);
  const q = 0.5003270373238773;
  const norm = 1 + k / q + k * k;
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / norm, (1 - k / q + k * k) / norm] };
}

function filter(samples: Float32Array, { b, a }: Biquad): Float32Array {
  const output = new Float32Array(samples.length);
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  for (let n = 0; n < samples.length; n++) {
    const x = samples[n] as number;
    const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
    output[n] = y;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
  }
  return output;
}
