/** Reads the studio's voice samples: mono PCM16 or float WAV at 24 kHz, nothing else (the studio has normalised them). */
import { ProtocolError, SAMPLE_RATE_HZ } from "@duologue/protocol";

const MAX_SECONDS = 60;

/** WAV bytes → samples in [-1, 1]. Throws ProtocolError `voice_undecodable` or `voice_too_long`. */
export function parseVoiceWav(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 44 || tag(bytes, 0) !== "RIFF" || tag(bytes, 8) !== "WAVE")
    throw undecodable("a RIFF WAVE file", "something else");
  let format: { kind: number; channels: number; rateHz: number; bits: number } | null = null;
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (tag(bytes, at) === "fmt " && body + 16 <= bytes.byteLength) {
      format = {
        kind: view.getUint16(body, true),
        channels: view.getUint16(body + 2, true),
        rateHz: view.getUint32(body + 4, true),
        bits: view.getUint16(body + 14, true),
      };
    }
    if (tag(bytes, at) === "data") return readSamples(view, body, Math.min(size, bytes.byteLength - body), format);
    at = body + size + (size % 2);
  }
  throw undecodable("a data chunk", "none");
}

function readSamples(
  view: DataView,
  offset: number,
  size: number,
  format: { kind: number; channels: number; rateHz: number; bits: number } | null,
): Float32Array {
  if (!format) throw undecodable("a fmt chunk before the data", "none");
  const { kind, channels, rateHz, bits } = format;
  if (channels !== 1 || rateHz !== SAMPLE_RATE_HZ) {
    throw undecodable(`mono at ${SAMPLE_RATE_HZ} Hz`, `${channels} channel(s) at ${rateHz} Hz`);
  }
  const pcm16 = kind === 1 && bits === 16;
  const float32 = kind === 3 && bits === 32;
  if (!pcm16 && !float32) throw undecodable("PCM16 or 32-bit float", `format ${kind} with ${bits} bits`);
  const count = Math.floor(size / (bits / 8));
  if (count > MAX_SECONDS * SAMPLE_RATE_HZ) {
    throw new ProtocolError(
      "voice_too_long",
      `Expected at most ${MAX_SECONDS} s of voice, received ${Math.round(count / SAMPLE_RATE_HZ)} s.`,
    );
  }
  const samples = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    samples[i] = pcm16 ? view.getInt16(offset + 2 * i, true) / 32_768 : view.getFloat32(offset + 4 * i, true);
  }
  return samples;
}

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function undecodable(expected: string, found: string): ProtocolError {
  return new ProtocolError("voice_undecodable", `Expected ${expected} as the voice sample, received ${found}.`);
}
