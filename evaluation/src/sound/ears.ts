/** What tells voice from everything else in a whole sound, the same for both sides of a call. */
import { findVoice, type Span } from "@duologue/metrics";
import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import { toSampleRate } from "./read-wav";

export const EARS_RATE_HZ = 16_000;

export interface Ears {
  /** mono at 16 kHz → probability of voice in each window of 512 samples */
  listen(pcm: Float32Array): Promise<Float32Array>;
}

/** Where there is voice in a sound at 24 kHz. */
export async function findVoiceSpans(ears: Ears, samples: Float32Array): Promise<Span[]> {
  const pcm = toSampleRate(samples, SAMPLE_RATE_HZ, EARS_RATE_HZ);
  const durationMs = (samples.length * 1_000) / SAMPLE_RATE_HZ;
  const spans = findVoice(await ears.listen(pcm), pcm.length);
  return spans.map(({ startMs, endMs }) => ({ startMs, endMs: Math.min(endMs, durationMs) }));
}
