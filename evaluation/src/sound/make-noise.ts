/** A stretch of noise at 24 kHz that can be repeated without a seam. */
import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import type { Room } from "../suite/schema";
import { createGenerator } from "./create-generator";
import { fromDb, measureDb } from "./decibels";

export type Noise = NonNullable<Room["noise"]>;

const LOOP_SAMPLES = 10 * SAMPLE_RATE_HZ;
/** What flattens the join of its end with its beginning. */
const SEAM_SAMPLES = SAMPLE_RATE_HZ / 4;
const HUM_HZ = 50;

/** `voices`: what babble is made of. `levelDb`: RMS in dBFS. */
export function makeNoise(noise: Noise, seed: number, levelDb: number, voices: readonly Float32Array[] = []): Float32Array {
  const next = createGenerator(seed);
  const raw = new Float32Array(LOOP_SAMPLES + SEAM_SAMPLES);
  if (noise === "white") for (let n = 0; n < raw.length; n++) raw[n] = 2 * next() - 1;
  if (noise === "pink") fillPink(raw, next);
  if (noise === "hum") fillHum(raw, next);
  if (noise === "babble") fillBabble(raw, next, voices);
  return setLevel(closeLoop(raw), levelDb);
}

/** Equal power in each octave: white noise through three poles (P. Kellet's "economy" set). */
function fillPink(output: Float32Array, next: () => number): void {
  let slow = 0;
  let middle = 0;
  let fast = 0;
  for (let n = 0; n < output.length; n++) {
    const white = 2 * next() - 1;
    slow = 0.99765 * slow + 0.099046 * white;
    middle = 0.963 * middle + 0.2965164 * white;
    fast = 0.57 * fast + 1.0526913 * white;
    output[n] = slow + middle + fast + 0.1848 * white;
  }
}

/** Mains and its overtones, each half as loud as the one below, a little air above. */
function fillHum(output: Float32Array, next: () => number): void {
  for (let n = 0; n < output.length; n++) {
    const turn = (2 * Math.PI * HUM_HZ * n) / SAMPLE_RATE_HZ;
    output[n] =
      Math.sin(turn) + 0.5 * Math.sin(2 * turn) + 0.25 * Math.sin(3 * turn) + 0.125 * Math.sin(4 * turn) + 0.02 * (2 * next() - 1);
  }
}

/** Every voice over and over, each from a place of its own. */
function fillBabble(output: Float32Array, next: () => number, voices: readonly Float32Array[]): void {
  for (const voice of voices) {
    if (voice.length === 0) continue;
    const offset = Math.floor(next() * voice.length);
    for (let n = 0; n < output.length; n++) output[n] = (output[n] as number) + (voice[(n + offset) % voice.length] as number);
  }
}

/** What comes after the loop's end is faded over its beginning. */
function closeLoop(raw: Float32Array): Float32Array {
  const loop = raw.slice(0, LOOP_SAMPLES);
  for (let n = 0; n < SEAM_SAMPLES; n++) {
    const share = n / SEAM_SAMPLES;
    loop[n] = Math.sqrt(share) * (raw[n] as number) + Math.sqrt(1 - share) * (raw[LOOP_SAMPLES + n] as number);
  }
  return loop;
}

function setLevel(samples: Float32Array, levelDb: number): Float32Array {
  const db = measureDb(samples);
  return Number.isFinite(db) ? samples.map((sample) => sample * fromDb(levelDb - db)) : samples;
}
