/** Streaming sample-rate conversion by a small fraction: polyphase windowed sinc, state kept between chunks. */

/** Input samples under the filter, per output sample at equal rates: ±16 zero crossings. */
const ZERO_CROSSINGS = 16;
/** Kaiser window shape: about −80 dB beyond the pass band. */
const KAISER_BETA = 8;
/** Pass band as a share of the lower rate's half, so that the transition ends before it folds back. */
const PASS_BAND = 0.92;

export class Resampler {
  readonly #up: number;
  readonly #down: number;
  /** filter taps, one row per phase, newest input sample first */
  readonly #phases: Float32Array[];
  readonly #tapsPerPhase: number;
  #history: Float32Array;
  /** where the next output sample lies, in steps of 1/up input samples from the start of the next chunk */
  #position = 0;

  constructor(fromHz: number, toHz: number) {
    const divisor = greatestCommonDivisor(fromHz, toHz);
    this.#up = toHz / divisor;
    this.#down = fromHz / divisor;
    const widen = Math.max(1, fromHz / toHz);
    this.#tapsPerPhase = 2 * Math.ceil(ZERO_CROSSINGS * widen);
    this.#phases = designPhases(this.#up, this.#tapsPerPhase, PASS_BAND / widen);
    this.#history = new Float32Array(this.#tapsPerPhase - 1);
  }

  /** How far the output lags behind the input, in input samples. */
  get delaySamples(): number {
    return this.#tapsPerPhase / 2;
  }

  /** Converts the next chunk; `chunk.length · toHz / fromHz` samples on average, exactly that when it is whole. */
  process(chunk: Float32Array): Float32Array {
    const taps = this.#tapsPerPhase;
    const input = new Float32Array(taps - 1 + chunk.length);
    input.set(this.#history);
    input.set(chunk, taps - 1);
    const end = chunk.length * this.#up;
    const output = new Float32Array(Math.max(0, Math.ceil((end - this.#position) / this.#down)));
    for (let n = 0; n < output.length; n++) {
      const newest = taps - 1 + Math.floor(this.#position / this.#up);
      const phase = this.#phases[this.#position % this.#up] as Float32Array;
      let sum = 0;
      for (let k = 0; k < taps; k++) sum += (phase[k] as number) * (input[newest - k] as number);
      output[n] = sum;
      this.#position += this.#down;
    }
    this.#position -= end;
    this.#history = input.slice(input.length - (taps - 1));
    return output;
  }
}

function designPhases(up: number, tapsPerPhase: number, passBand: number): Float32Array[] {
  const length = up * tapsPerPhase;
  const centre = length / 2;
  const phases = Array.from({ length: up }, () => new Float32Array(tapsPerPhase));
  for (let phase = 0; phase < up; phase++) {
    const row = phases[phase] as Float32Array;
    let sum = 0;
    for (let k = 0; k < tapsPerPhase; k++) {
      const offset = phase + k * up - centre;
      const x = (offset / up) * passBand;
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      const ratio = offset / centre;
      const window = Math.abs(ratio) > 1 ? 0 : bessel0(KAISER_BETA * Math.sqrt(1 - ratio * ratio)) / bessel0(KAISER_BETA);
      row[k] = sinc * window;
      sum += row[k] as number;
    }
    // Equal gain in every phase: a constant stays a constant.
    for (let k = 0; k < tapsPerPhase; k++) row[k] = (row[k] as number) / sum;
  }
  return phases;
}

/** Modified Bessel function of the first kind, order 0. */
function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / 2 / k) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
