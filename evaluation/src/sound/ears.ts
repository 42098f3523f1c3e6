/** What tells voice from everything else in a whole sound, the same for both sides of a call. */
import { findVoice, Resampler, type Span } from "@duologue/metrics";
import { SAMPLE_RATE_HZ } from "@duologue/protocol";

const EARS_RATE_HZ = 16_000;
/** So much is converted at a time: calls beside it have their own frames to send. */
const CHUNK_SAMPLES = SAMPLE_RATE_HZ;

export interface Ears {
  /** mono at 16 kHz → probability of voice in each window of 512 samples */
  listen(pcm: Float32Array): Promise<Float32Array>;
}

/** A sound at 24 kHz as the ears take it, and what they made of it. */
export async function listenTo(ears: Ears, samples: Float32Array): Promise<{ pcm: Float32Array; probabilities: Float32Array }> {
  const pcm = await convert(samples);
  return { pcm, probabilities: await ears.listen(pcm) };
}

/** Where there is voice in a sound at 24 kHz. */
export async function findVoiceSpans(ears: Ears, samples: Float32Array): Promise<Span[]> {
  const { pcm, probabilities } = await listenTo(ears, samples);
  const durationMs = (samples.length * 1_000) / SAMPLE_RATE_HZ;
  return findVoice(probabilities, pcm.length).map(({ startMs, endMs }) => ({ startMs, endMs: Math.min(endMs, durationMs) }));
}

/** To 16 kHz, piece by piece, without the filter's delay. */
async function convert(samples: Float32Array): Promise<Float32Array> {
  const resampler = new Resampler(SAMPLE_RATE_HZ, EARS_RATE_HZ);
  const padded = new Float32Array(samples.length + Math.ceil(resampler.delaySamples));
  padded.set(samples);
  const skipped = Math.round((resampler.delaySamples * EARS_RATE_HZ) / SAMPLE_RATE_HZ);
  const pcm = new Float32Array(Math.round((samples.length * EARS_RATE_HZ) / SAMPLE_RATE_HZ));
  let at = -skipped;
  for (let from = 0; from < padded.length; from += CHUNK_SAMPLES) {
    const chunk = resampler.process(padded.subarray(from, from + CHUNK_SAMPLES));
    const first = Math.max(0, -at);
    pcm.set(chunk.subarray(first, Math.max(first, Math.min(chunk.length, pcm.length - at))), at + first);
    at += chunk.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return pcm;
}
