/** The recording of a call as it streams in: stereo PCM16 at 24 kHz, left the caller, right the persona. */
import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import { RefusedInput } from "./refused-input";

const HEADER_BYTES = 44;
const CHANNELS = 2;
const BITS = 16;
const BYTES_PER_MOMENT = CHANNELS * (BITS / 8);
const PCM = 1;

export interface StereoChunk {
  caller: Float32Array;
  agent: Float32Array;
}

/** Chunks of any length, in order. Throws `recording_unreadable` where the header names another kind of sound. */
export async function* readStereoWav(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<StereoChunk> {
  let held: Uint8Array = new Uint8Array(0);
  let isBegun = false;
  for await (const part of bytes) {
    held = joinBytes(held, part);
    if (!isBegun) {
      if (held.byteLength < HEADER_BYTES) continue;
      checkHeader(held);
      held = held.subarray(HEADER_BYTES);
      isBegun = true;
    }
    const moments = Math.floor(held.byteLength / BYTES_PER_MOMENT);
    if (moments > 0) yield splitChannels(held, moments);
    held = held.slice(moments * BYTES_PER_MOMENT);
  }
  if (!isBegun) throw new RefusedInput("recording_unreadable");
}

function splitChannels(bytes: Uint8Array, moments: number): StereoChunk {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const caller = new Float32Array(moments);
  const agent = new Float32Array(moments);
  for (let k = 0; k < moments; k++) {
    caller[k] = view.getInt16(k * BYTES_PER_MOMENT, true) / 32_768;
    agent[k] = view.getInt16(k * BYTES_PER_MOMENT + 2, true) / 32_768;
  }
  return { caller, agent };
}

function checkHeader(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  const isOurs =
    text(0) === "RIFF" &&
    text(8) === "WAVE" &&
    text(12) === "fmt " &&
    text(36) === "data" &&
    view.getUint16(20, true) === PCM &&
    view.getUint16(22, true) === CHANNELS &&
    view.getUint32(24, true) === SAMPLE_RATE_HZ &&
    view.getUint16(34, true) === BITS;
  if (!isOurs) throw new RefusedInput("recording_unreadable");
}

function joinBytes(before: Uint8Array, after: Uint8Array): Uint8Array {
  if (before.byteLength === 0) return after;
  const joined = new Uint8Array(before.byteLength + after.byteLength);
  joined.set(before);
  joined.set(after, before.byteLength);
  return joined;
}
