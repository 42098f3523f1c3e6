/** Loudness by ffmpeg's EBU R128 meter. */
import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import { runFfmpeg } from "./run-ffmpeg";

export interface Loudness {
  /** integrated; null where everything is below the meter's gate (−70 LUFS) */
  lufs: number | null;
  /** dBTP; −Infinity is said as −120 */
  truePeakDb: number;
}

/** `samples`: 24 kHz mono. */
export async function measureLoudness(samples: Float32Array): Promise<Loudness> {
  const input = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const args = [
    "-v",
    "info",
    "-f",
    "f32le",
    "-ar",
    String(SAMPLE_RATE_HZ),
    "-ac",
    "1",
    "-i",
    "pipe:0",
    "-af",
    "ebur128=framelog=verbose:peak=true",
    "-f",
    "null",
    "-",
  ];
  const result = await runFfmpeg(args, { input, maxBytes: 1_000 });
  if (!result) throw new Error("The loudness of decoded samples could not be measured.");
  const summary = result.stderr.slice(result.stderr.lastIndexOf("Summary:"));
  const lufs = Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]);
  const peak = Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]);
  return { lufs: Number.isFinite(lufs) && lufs > -70 ? lufs : null, truePeakDb: Number.isFinite(peak) ? peak : -120 };
}
