/** Cuts one frame out of a spoken line. */
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from "@duologue/protocol";

/** A line that is broken off dies away in this time, so that it does not click. */
export const FADE_OUT_SAMPLES = Math.round(0.03 * SAMPLE_RATE_HZ);

/**
 * 1,920 samples from `fromSample`; silence beyond the line's end. With `fadeOutAtSample` the sound is gone 30 ms after that
 * sample, or with the frame's end, whichever is first.
 */
export function renderFrame(samples: Float32Array, fromSample: number, fadeOutAtSample: number | null): Float32Array {
  const frame = new Float32Array(FRAME_SAMPLES);
  frame.set(samples.subarray(fromSample, fromSample + FRAME_SAMPLES));
  if (fadeOutAtSample === null) return frame;
  const end = Math.min(FRAME_SAMPLES, Math.max(0, fadeOutAtSample - fromSample) + FADE_OUT_SAMPLES);
  const start = Math.max(0, end - FADE_OUT_SAMPLES);
  for (let n = start; n < end; n++) frame[n] = (frame[n] as number) * (0.5 + 0.5 * Math.cos((Math.PI * (n - start)) / (end - start)));
  frame.fill(0, end);
  return frame;
}
