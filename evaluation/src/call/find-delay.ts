/** How much later a recording holds what was sent: both are compared by their loudness in steps of 10 ms, whatever the codec did to them. */
import type { Span } from "@duologue/metrics";
import { SAMPLE_RATE_HZ } from "@duologue/protocol";

const STEP_MS = 10;
const STEP_SAMPLES = (SAMPLE_RATE_HZ * STEP_MS) / 1_000;
/** Jitter buffer, tick and network together. */
const LONGEST_DELAY_MS = 2_000;

export interface Delay {
  delayMs: number;
  /** 1: the same shape of loudness; 0: nothing in common */
  likeness: number;
}

/** RMS of every 10 ms. */
export function measureEnvelope(samples: Float32Array): Float32Array {
  const envelope = new Float32Array(Math.floor(samples.length / STEP_SAMPLES));
  for (let k = 0; k < envelope.length; k++) {
    let power = 0;
    for (let n = k * STEP_SAMPLES; n < (k + 1) * STEP_SAMPLES; n++) power += (samples[n] as number) ** 2;
    envelope[k] = Math.sqrt(power / STEP_SAMPLES);
  }
  return envelope;
}

/**
 * The best delay for the part of `sent` in `span`, among those no further than `within` from `around`. Both envelopes as of
 * `measureEnvelope`; likeness 0 where there is nothing to compare.
 */
export function findDelay(
  sent: Float32Array,
  recorded: Float32Array,
  span: Span,
  { aroundMs = LONGEST_DELAY_MS / 2, withinMs = LONGEST_DELAY_MS / 2 }: { aroundMs?: number; withinMs?: number } = {},
): Delay {
  const from = Math.max(0, Math.floor(span.startMs / STEP_MS));
  const to = Math.min(sent.length, Math.ceil(span.endMs / STEP_MS));
  let best: Delay = { delayMs: Math.max(0, aroundMs - withinMs), likeness: 0 };
  for (let delayMs = Math.max(0, aroundMs - withinMs); delayMs <= aroundMs + withinMs; delayMs += STEP_MS) {
    const likeness = compare(sent, recorded, from, to, delayMs / STEP_MS);
    if (likeness > best.likeness + 1e-9) best = { delayMs, likeness };
  }
  return best;
}

/** Cosine of the two stretches, each without its mean. */
function compare(sent: Float32Array, recorded: Float32Array, from: number, to: number, shift: number): number {
  const end = Math.min(to, recorded.length - shift);
  if (end - from < 2) return 0;
  let sentMean = 0;
  let recordedMean = 0;
  for (let k = from; k < end; k++) {
    sentMean += (sent[k] as number) / (end - from);
    recordedMean += (recorded[k + shift] as number) / (end - from);
  }
  let both = 0;
  let sentPower = 0;
  let recordedPower = 0;
  for (let k = from; k < end; k++) {
    const a = (sent[k] as number) - sentMean;
    const b = (recorded[k + shift] as number) - recordedMean;
    both += a * b;
    sentPower += a * a;
    recordedPower += b * b;
  }
  return sentPower === 0 || recordedPower === 0 ? 0 : both / Math.sqrt(sentPower * recordedPower);
}
