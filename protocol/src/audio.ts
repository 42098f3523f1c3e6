/** The audio clock, and the binary packet that carries audio both ways. */
import { ProtocolError } from "./errors";

export const SAMPLE_RATE_HZ = 24_000;
/** One frame = one model step = exactly 80 ms. */
export const FRAME_MS = 80;
export const FRAME_SAMPLES = 1_920;
export const FRAME_RATE_HZ = 12.5;
/** One network packet = 20 ms (the longest Opus frame every browser encodes). */
export const PACKET_MS = 20;
export const PACKET_SAMPLES = 480;
export const PACKETS_PER_FRAME = 4;
/** A message never carries more than one second of audio. */
export const MAX_PACKETS_PER_MESSAGE = 50;
export const MAX_PACKET_BYTES = 1_500;

export const AUDIO_CODECS = ["opus", "pcm16"] as const;
export type AudioCodec = (typeof AUDIO_CODECS)[number];

/** `seq` counts 20 ms packets from the start of the lane, so packet k of a message has seq + k. */
export interface AudioMessage {
  codec: AudioCodec;
  seq: number;
  packets: Uint8Array[];
}

const HEADER_BYTES = 8;
const WIRE_VERSION = 1;

/**
 * Layout (little endian): u8 wire version (1) · u8 codec (0 opus, 1 pcm16) · u8 packet count · u8 zero ·
 * u32 seq · then per packet u16 length and its bytes. Returns a buffer of its own, as the msgpack parser
 * in browsers treats only whole ArrayBuffers as binary.
 */
export function encodeAudioMessage(message: AudioMessage): ArrayBuffer {
  const { codec, seq, packets } = message;
  const size = packets.reduce((sum, packet) => sum + 2 + packet.byteLength, HEADER_BYTES);
  const buffer = new ArrayBuffer(size);
  const view = new DataView(buffer);
  const bytes = new Uint8Array(buffer);
  view.setUint8(0, WIRE_VERSION);
  view.setUint8(1, AUDIO_CODECS.indexOf(codec));
  view.setUint8(2, packets.length);
  view.setUint32(4, seq, true);
  let offset = HEADER_BYTES;
  for (const packet of packets) {
    view.setUint16(offset, packet.byteLength, true);
    bytes.set(packet, offset + 2);
    offset += 2 + packet.byteLength;
  }
  return buffer;
}

/** Reads a message; packets are views into `data`. Throws ProtocolError `audio_malformed` saying what was expected. */
export function decodeAudioMessage(data: unknown): AudioMessage {
  const bytes = toBytes(data);
  if (!bytes) throw malformed("binary data", typeof data);
  if (bytes.byteLength < HEADER_BYTES) throw malformed("at least 8 header bytes", `${bytes.byteLength} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wireVersion = view.getUint8(0);
  if (wireVersion !== WIRE_VERSION) throw malformed(`wire version ${WIRE_VERSION}`, `${wireVersion}`);
  const codec = AUDIO_CODECS[view.getUint8(1)];
  if (!codec) throw malformed("codec 0 (opus) or 1 (pcm16)", `${view.getUint8(1)}`);
  const count = view.getUint8(2);
  if (count < 1 || count > MAX_PACKETS_PER_MESSAGE) throw malformed(`1 to ${MAX_PACKETS_PER_MESSAGE} packets`, `${count}`);
  const packets: Uint8Array[] = [];
  let offset = HEADER_BYTES;
  for (let k = 0; k < count; k++) {
    if (offset + 2 > bytes.byteLength) throw malformed(`${count} packets`, `${k} before the data ended`);
    const length = view.getUint16(offset, true);
    if (length < 1 || length > MAX_PACKET_BYTES) throw malformed(`a packet of 1 to ${MAX_PACKET_BYTES} bytes`, `${length}`);
    if (offset + 2 + length > bytes.byteLength) throw malformed(`${length} bytes in packet ${k}`, "fewer");
    if (codec === "pcm16" && length !== PACKET_SAMPLES * 2) throw malformed(`${PACKET_SAMPLES * 2} bytes of pcm16`, `${length}`);
    packets.push(bytes.subarray(offset + 2, offset + 2 + length));
    offset += 2 + length;
  }
  if (offset !== bytes.byteLength) throw malformed("nothing after the last packet", `${bytes.byteLength - offset} bytes`);
  return { codec, seq: view.getUint32(4, true), packets };
}

function toBytes(data: unknown): Uint8Array | null {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return null;
}

function malformed(expected: string, found: string): ProtocolError {
  return new ProtocolError("audio_malformed", `Expected ${expected} in an audio message, received ${found}.`);
}
