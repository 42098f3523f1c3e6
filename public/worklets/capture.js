/**
 * Runs on the audio thread: takes the microphone at the context's rate and posts 20 ms packets of 480 samples at 24 kHz
 * with their level. Messages in: { type: "gate", open }. Messages out: { samples: Float32Array(480), db }.
 */
const TARGET_RATE_HZ = 24_000;
const PACKET_SAMPLES = 480;
const GATE_RAMP_SECONDS = 0.005;
const FLOOR_DB = -100;

class CaptureProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    this.resampler = sampleRate === TARGET_RATE_HZ ? null : new SincResampler(sampleRate, TARGET_RATE_HZ);
    this.packet = new Float32Array(PACKET_SAMPLES);
    this.filled = 0;
    this.gain = 1;
    this.goal = 1;
    this.gainStep = 1 / (GATE_RAMP_SECONDS * sampleRate);
    this.gated = new Float32Array(128);
    this.take = (sample) => this.push(sample);
    this.port.onmessage = (event) => {
      if (event.data?.type === "gate") this.goal = event.data.open ? 1 : 0;
    };
  }

  process(inputs) {
    const input = inputs[0]?.[0];
    if (!input) return true;
    if (this.gated.length < input.length) this.gated = new Float32Array(input.length);
    for (let i = 0; i < input.length; i++) {
      if (this.gain < this.goal) this.gain = Math.min(this.goal, this.gain + this.gainStep);
      else if (this.gain > this.goal) this.gain = Math.max(this.goal, this.gain - this.gainStep);
      this.gated[i] = input[i] * this.gain;
    }
    if (this.resampler) this.resampler.run(this.gated, input.length, this.take);
    else for (let i = 0; i < input.length; i++) this.push(this.gated[i]);
    return true;
  }

  push(sample) {
    this.packet[this.filled++] = sample;
    if (this.filled < PACKET_SAMPLES) return;
    let energy = 0;
    for (let i = 0; i < PACKET_SAMPLES; i++) energy += this.packet[i] * this.packet[i];
    const db = energy === 0 ? FLOOR_DB : Math.max(FLOOR_DB, 10 * Math.log10(energy / PACKET_SAMPLES));
    const samples = this.packet.slice();
    this.filled = 0;
    this.port.postMessage({ samples, db }, [samples.buffer]);
  }
}

/** Windowed-sinc resampler for any pair of rates; keeps its history between blocks, so blocks join without a click. */
class SincResampler {
  constructor(fromHz, toHz) {
    this.step = fromHz / toHz;
    this.half = Math.ceil(12 * Math.max(1, this.step));
    this.phases = 256;
    this.table = sincTable(this.half, this.phases, 0.92 * Math.min(1, 1 / this.step));
    this.size = 4_096;
    this.history = new Float32Array(this.size);
    this.written = this.half;
    this.at = this.half;
  }

  run(block, length, take) {
    const mask = this.size - 1;
    for (let i = 0; i < length; i++) this.history[(this.written + i) & mask] = block[i];
    this.written += length;
    while (this.at + this.half + 1 < this.written) {
      const whole = Math.floor(this.at);
      const phase = Math.round((this.at - whole) * this.phases);
      const row = phase * this.half * 2;
      let sum = 0;
      for (let k = 0; k < this.half * 2; k++) sum += this.history[(whole - this.half + 1 + k) & mask] * this.table[row + k];
      take(sum);
      this.at += this.step;
    }
  }
}

/** Row p holds the taps for a fraction p / phases: Blackman-windowed sinc with its cutoff as a share of the source's Nyquist, each row summing to 1. */
function sincTable(half, phases, cutoff) {
  const width = half * 2;
  const table = new Float32Array((phases + 1) * width);
  for (let p = 0; p <= phases; p++) {
    let total = 0;
    for (let k = 0; k < width; k++) {
      const x = k - half + 1 - p / phases;
      const angle = Math.PI * x * cutoff;
      const sinc = x === 0 ? 1 : Math.sin(angle) / angle;
      const turn = (Math.PI * x) / half;
      const window = Math.abs(x) >= half ? 0 : 0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
      table[p * width + k] = sinc * window;
      total += sinc * window;
    }
    for (let k = 0; k < width; k++) table[p * width + k] /= total;
  }
  return table;
}

registerProcessor("duologue-capture", CaptureProcessor);
