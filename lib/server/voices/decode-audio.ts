/** Uploaded bytes → 24 kHz mono samples. */
import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ProtocolError, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { CONTAINER_WORDS, detectContainer } from "@/lib/shared/audio-container";
import { MAX_VOICE_MS } from "@/lib/shared/voices";
import { runFfmpeg } from "./run-ffmpeg";

const BYTES_PER_SAMPLE = 4;
/** Encoders pad: a file of exactly the limit may decode to a little more. */
const TOLERANCE_MS = 250;
const MAX_SAMPLES = Math.ceil(((MAX_VOICE_MS + TOLERANCE_MS) / 1000) * SAMPLE_RATE_HZ);
const MOST_CHANNELS = 64;
/**
 * The mean of all channels, however many there are ("<" makes the weights of those present add up to 1). Not `-ac 1`: with float
 * output that adds channels up unscaled, so that two equal ones come out 3 dB too loud, and clipped where nothing was.
 */
const TO_MONO = `aformat=sample_fmts=fltp,pan=mono|c0<${Array.from({ length: MOST_CHANNELS }, (_, channel) => `c${channel}`).join("+")}`;

/**
 * Decodes WAV, FLAC, MP3, Ogg (Vorbis, Opus), WebM and M4A to float samples, mono, 24 kHz, at most 60 s.
 * Throws `voice_undecodable` or `voice_too_long`.
 */
export async function decodeAudio(bytes: Uint8Array): Promise<Float32Array> {
  const container = detectContainer(bytes);
  if (!container) {
    throw new ProtocolError(
      "voice_undecodable",
      `Expected a ${CONTAINER_WORDS} file, received something else. Export the recording in one of these formats.`,
    );
  }
  // A file rather than a pipe: MP4 keeps its index at the end and must be sought.
  const file = path.join(tmpdir(), `duologue-voice-${randomUUID()}`);
  try {
    await writeFile(file, bytes, { mode: 0o600, flag: "wx" });
    const input = ["-protocol_whitelist", "file", "-f", container, "-i", `file:${file}`];
    const output = [
      "-map",
      "0:a:0",
      "-vn",
      "-sn",
      "-dn",
      "-t",
      String(MAX_VOICE_MS / 1000 + 1),
      "-filter:a",
      TO_MONO,
      "-ar",
      String(SAMPLE_RATE_HZ),
      "-f",
      "f32le",
      "pipe:1",
    ];
    const result = await runFfmpeg(["-v", "error", ...input, ...output], {
      maxBytes: (MAX_SAMPLES + 2 * SAMPLE_RATE_HZ) * BYTES_PER_SAMPLE,
    });
    if (!result || result.stdout.byteLength < BYTES_PER_SAMPLE) {
      throw new ProtocolError(
        "voice_undecodable",
        `This looks like a ${container} file, but no sound could be read from it. It may be damaged or empty: export it again.`,
      );
    }
    const samples = toSamples(result.stdout);
    if (samples.length > MAX_SAMPLES)
      throw new ProtocolError(
        "voice_too_long",
        "Expected at most 60 seconds of sound. Cut the recording; 10 seconds of clear speech are plenty.",
      );
    return samples.length > (MAX_VOICE_MS / 1000) * SAMPLE_RATE_HZ ? samples.subarray(0, (MAX_VOICE_MS / 1000) * SAMPLE_RATE_HZ) : samples;
  } finally {
    await rm(file, { force: true });
  }
}

/** Float files may hold anything: what is not a number counts as silence. */
function toSamples(buffer: Buffer): Float32Array {
  const samples = new Float32Array(Math.floor(buffer.byteLength / BYTES_PER_SAMPLE));
  for (let index = 0; index < samples.length; index++) {
    const value = buffer.readFloatLE(index * BYTES_PER_SAMPLE);
    samples[index] = Number.isFinite(value) ? value : 0;
  }
  return samples;
}
