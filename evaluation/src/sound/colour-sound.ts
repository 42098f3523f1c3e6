/**
 * How something sounds that is not meant for the agent, by the figures of Full-Duplex-Bench v1.5. Words to somebody else: 8 dB softer,
 * 5 dB less above 4 kHz, reflections after 45 and 120 ms. Voices in the background: 15 dB softer, nothing above 3 kHz, one echo.
 */
import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import { createBiquad, highShelf, lowPass } from "./biquad";
import { fromDb } from "./decibels";

interface Reflection {
  readonly delayMs: number;
  readonly db: number;
}

const TO_OTHER = {
  db: -8,
  shelfHz: 4_000,
  shelfDb: -5,
  reflections: [
    { delayMs: 45, db: -6 },
    { delayMs: 120, db: -12 },
  ],
};
const BACKGROUND = { db: -15, edgeHz: 3_000, reflections: [{ delayMs: 100, db: -10 }] };

/** Longer than what came in by the last reflection. */
export function colourSound(samples: Float32Array, as: "toOther" | "background"): Float32Array {
  const { db, reflections } = as === "toOther" ? TO_OTHER : BACKGROUND;
  const filter =
    as === "toOther" ? highShelf(TO_OTHER.shelfHz, TO_OTHER.shelfDb, SAMPLE_RATE_HZ) : lowPass(BACKGROUND.edgeHz, SAMPLE_RATE_HZ);
  const softer = samples.map((sample) => sample * fromDb(db));
  return reflect(createBiquad(filter)(softer), reflections);
}

function reflect(samples: Float32Array, reflections: readonly Reflection[]): Float32Array {
  const longestMs = Math.max(...reflections.map(({ delayMs }) => delayMs));
  const output = new Float32Array(samples.length + toSamples(longestMs));
  output.set(samples);
  for (const { delayMs, db } of reflections) {
    const at = toSamples(delayMs);
    const gain = fromDb(db);
    for (let n = 0; n < samples.length; n++) output[at + n] = (output[at + n] as number) + gain * (samples[n] as number);
  }
  return output;
}

function toSamples(ms: number): number {
  return Math.round((ms * SAMPLE_RATE_HZ) / 1_000);
}
