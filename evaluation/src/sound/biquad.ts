/** Second-order filters by the well-known audio-EQ formulas of R. Bristow-Johnson. State is kept between chunks. */

export interface BiquadShape {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/** Q of a Butterworth filter: flat up to its edge. */
const FLAT_Q = Math.SQRT1_2;

export function lowPass(edgeHz: number, sampleRateHz: number, q = FLAT_Q): BiquadShape {
  const { cos, alpha } = angle(edgeHz, sampleRateHz, q);
  return shape([(1 - cos) / 2, 1 - cos, (1 - cos) / 2], [1 + alpha, -2 * cos, 1 - alpha]);
}

export function highPass(edgeHz: number, sampleRateHz: number, q = FLAT_Q): BiquadShape {
  const { cos, alpha } = angle(edgeHz, sampleRateHz, q);
  return shape([(1 + cos) / 2, -(1 + cos), (1 + cos) / 2], [1 + alpha, -2 * cos, 1 - alpha]);
}

/** `gainDb` above the edge. */
export function highShelf(edgeHz: number, gainDb: number, sampleRateHz: number): BiquadShape {
  const { cos, alpha } = angle(edgeHz, sampleRateHz, FLAT_Q);
  const gain = 10 ** (gainDb / 40);
  const slope = 2 * Math.sqrt(gain) * alpha;
  return shape(
    [gain * (gain + 1 + (gain - 1) * cos + slope), -2 * gain * (gain - 1 + (gain + 1) * cos), gain * (gain + 1 + (gain - 1) * cos - slope)],
    [gain + 1 - (gain - 1) * cos + slope, 2 * (gain - 1 - (gain + 1) * cos), gain + 1 - (gain - 1) * cos - slope],
  );
}

/** Filters chunks one after the other, in place. */
export function createBiquad({ b, a }: BiquadShape): (samples: Float32Array) => Float32Array {
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  return (samples) => {
    for (let n = 0; n < samples.length; n++) {
      const x = samples[n] as number;
      const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
      samples[n] = y;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
    }
    return samples;
  };
}

function angle(edgeHz: number, sampleRateHz: number, q: number) {
  const omega = (2 * Math.PI * edgeHz) / sampleRateHz;
  return { cos: Math.cos(omega), alpha: Math.sin(omega) / (2 * q) };
}

function shape([b0, b1, b2]: [number, number, number], [a0, a1, a2]: [number, number, number]): BiquadShape {
  return { b: [b0 / a0, b1 / a0, b2 / a0], a: [a1 / a0, a2 / a0] };
}
