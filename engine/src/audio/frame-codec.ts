/** One lane of packets ↔ frames: 4 packets of 20 ms make one frame of 80 ms. Opus by @evan/opus, PCM16 as the fallback. */
import { type AudioCodec, FRAME_SAMPLES, PACKET_SAMPLES, PACKETS_PER_FRAME, ProtocolError, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { Decoder, Encoder } from "@evan/opus";
import { bytesToInt16, floatToInt16, int16ToFloat } from "./pcm";

const BITRATE_BPS = 32_000;
/** Measured on one core: 5 costs half of 10 and sounds the same at this rate. */
const COMPLEXITY = 5;

export interface FrameEncoder {
  /** 1,920 samples → 4 packets, each with bytes of its own. */
  encode(samples: Float32Array): Uint8Array[];
}
export interface FrameDecoder {
  /**
   * 4 packets in order (null: lost, filled with silence) → `into` (1,920 samples). Returns how many packets could not be
   * read; those are silence as well.
   */
  decode(packets: readonly (Uint8Array | null)[], into: Float32Array): number;
}

export function createFrameEncoder(codec: AudioCodec): FrameEncoder {
  const pcm = new Int16Array(PACKET_SAMPLES);
  const encodePacket = codec === "opus" ? opusEncoder() : (samples: Int16Array) => new Uint8Array(samples.slice().buffer);
  return {
    encode(samples) {
      if (samples.length !== FRAME_SAMPLES) {
        throw new ProtocolError("internal", `Expected a frame of ${FRAME_SAMPLES} samples to encode, received ${samples.length}.`);
      }
      const packets: Uint8Array[] = [];
      for (let k = 0; k < PACKETS_PER_FRAME; k++) {
        floatToInt16(samples, k * PACKET_SAMPLES, pcm, 0, PACKET_SAMPLES);
        packets.push(encodePacket(pcm));
      }
      return packets;
    },
  };
}

export function createFrameDecoder(codec: AudioCodec): FrameDecoder {
  const opus = codec === "opus" ? new Decoder({ channels: 1, sample_rate: SAMPLE_RATE_HZ }) : null;
  const decodePacket = (packet: Uint8Array): Int16Array => bytesToInt16(opus ? opus.decode(packet) : packet);
  return {
    decode(packets, into) {
      let unreadable = 0;
      for (let k = 0; k < PACKETS_PER_FRAME; k++) {
        const packet = packets[k];
        const at = k * PACKET_SAMPLES;
        try {
          const samples = packet ? decodePacket(packet) : null;
          if (samples && samples.length === PACKET_SAMPLES) {
            int16ToFloat(samples, into, at);
            continue;
          }
          if (samples) unreadable += 1;
        } catch {
          unreadable += 1;
        }
        into.fill(0, at, at + PACKET_SAMPLES);
      }
      return unreadable;
    },
  };
}

function opusEncoder(): (samples: Int16Array) => Uint8Array {
  const encoder = new Encoder({ channels: 1, sample_rate: SAMPLE_RATE_HZ, application: "voip" });
  encoder.bitrate = BITRATE_BPS;
  encoder.complexity = COMPLEXITY;
  encoder.signal = "voice";
  return (samples) => encoder.encode(samples);
}
