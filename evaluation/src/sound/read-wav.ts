/** Reads a caller's wav, or a recording to cut a line from: PCM16, PCM24 or float, mono or stereo, any rate → mono at 24 kHz. */
import { Resampler } from "@duologue/metrics";
import { ProtocolError, SAMPLE_RATE_HZ } from "@duologue/protocol";

interface Format {
  kind: number;
  channels: number;
  rateHz: number;
  bits: number;
}

const MIN_RATE_HZ = 8_000;
const MAX_RATE_HZ = 192_000;
const MAX_SECONDS = 1_800;
/** the format field that says "see further on"; the kind then stands there */
const EXTENSIBLE = 0xfffe;
const FLOAT = 3;

/** `name` stands in the error. Throws ProtocolError `unsupported_media`. */
export function readWav(bytes: Uint8Array, channel: "left" | "right", name: string): Float32Array {
  const { format, data } = findChunks(bytes, name);
  const samples = readChannel(data, format, channel === "right" && format.channels > 1 ? 1 : 0, name);
  return toSampleRate(samples, format.rateHz, SAMPLE_RATE_HZ);
}

/** Whether it can be played, and how long it is, without making another sound of it. Throws as `readWav` does. */
export function measureWav(bytes: Uint8Array, name: string): { lengthMs: number } {
  const { format, data } = findChunks(bytes, name);
  if (format.kind === FLOAT) readChannel(data, format, 0, name);
  return { lengthMs: (countMoments(data, format) * 1_000) / format.rateHz };
}

/** The whole of it at another rate; the filter's delay is taken out. */
export function toSampleRate(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  if (fromHz === toHz) return samples;
  const resampler = new Resampler(fromHz, toHz);
  const padded = new Float32Array(samples.length + Math.ceil(resampler.delaySamples));
  padded.set(samples);
  const skipped = Math.round((resampler.delaySamples * toHz) / fromHz);
  return resampler.process(padded).slice(skipped, skipped + Math.round((samples.length * toHz) / fromHz));
}

function findChunks(bytes: Uint8Array, name: string): { format: Format; data: DataView } {
  if (bytes.byteLength < 44 || tag(bytes, 0) !== "RIFF" || tag(bytes, 8) !== "WAVE")
    throw refuse(name, "a RIFF WAVE file", "something else");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: Format | null = null;
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (tag(bytes, at) === "fmt " && body + 16 <= bytes.byteLength) format = readFormat(view, body, size, name);
    if (tag(bytes, at) === "data") {
      if (!format) throw refuse(name, "a fmt chunk before the data", "none");
      const data = new DataView(bytes.buffer, bytes.byteOffset + body, Math.min(size, bytes.byteLength - body));
      const seconds = countMoments(data, format) / format.rateHz;
      if (seconds > MAX_SECONDS) throw refuse(name, `at most ${MAX_SECONDS} s`, `${Math.round(seconds)} s at ${format.bits} bits`);
      return { format, data };
    }
    at = body + size + (size % 2);
  }
  throw refuse(name, "a data chunk", "none");
}

function readFormat(view: DataView, at: number, size: number, name: string): Format {
  const stated = view.getUint16(at, true);
  const kind = stated === EXTENSIBLE && size >= 26 && at + 26 <= view.byteLength ? view.getUint16(at + 24, true) : stated;
  const format = {
    kind,
    channels: view.getUint16(at + 2, true),
    rateHz: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
  const { channels, rateHz, bits } = format;
  if (!(kind === 1 && (bits === 16 || bits === 24)) && !(kind === FLOAT && bits === 32)) {
    throw refuse(name, "PCM with 16 or 24 bits, or 32-bit float", `format ${kind} with ${bits} bits`);
  }
  if (channels < 1 || channels > 2) throw refuse(name, "one channel or two", `${channels}`);
  if (rateHz < MIN_RATE_HZ || rateHz > MAX_RATE_HZ) throw refuse(name, `a rate of ${MIN_RATE_HZ} to ${MAX_RATE_HZ} Hz`, `${rateHz} Hz`);
  return format;
}

function readChannel(data: DataView, { kind, channels, bits }: Format, channel: number, name: string): Float32Array {
  const bytesPerSample = bits / 8;
  const samples = new Float32Array(countMoments(data, { channels, bits }));
  if (kind === 1 && bits === 16) {
    // by far the most, and in the midst of calls: through a view of its own that is several times faster
    const pcm = new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + samples.length * channels * 2));
    for (let n = 0; n < samples.length; n++) samples[n] = (pcm[n * channels + channel] as number) / 2 ** 15;
    return samples;
  }
  for (let n = 0; n < samples.length; n++) {
    const at = (n * channels + channel) * bytesPerSample;
    if (kind === FLOAT) samples[n] = data.getFloat32(at, true);
    else samples[n] = (data.getUint8(at) | (data.getUint8(at + 1) << 8) | (data.getInt8(at + 2) << 16)) / 2 ** 23;
  }
  if (!samples.every(Number.isFinite)) throw refuse(name, "samples that are numbers", "others");
  return samples;
}

function countMoments(data: DataView, { channels, bits }: Pick<Format, "channels" | "bits">): number {
  return Math.floor(data.byteLength / ((bits / 8) * channels));
}

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function refuse(name: string, expected: string, received: string): ProtocolError {
  const message = `${name}: expected ${expected} as a wav, received ${received}. Save it as a 16-bit PCM wav file.`;
  return new ProtocolError("unsupported_media", message);
}
