/** The caller's voice into 20 ms packets: the browser's own Opus, else Opus as WebAssembly, else PCM16. */
import { type AudioCodec, PACKET_SAMPLES, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { floatToPcm16 } from "./pcm";

export interface PacketEncoder {
  readonly codec: AudioCodec;
  /** 480 samples at 24 kHz; a packet comes out through `onPacket`, now or a moment later, in order. */
  encode(samples: Float32Array): void;
  close(): void;
}
export type OnPacket = (bytes: Uint8Array) => void;

const OPUS_BIT_RATE = 28_000;
/** More than this waiting in the encoder: the machine is too slow, and late speech is worse than lost speech. */
const MOST_WAITING = 10;

const webCodecsConfig = {
  codec: "opus",
  sampleRate: SAMPLE_RATE_HZ,
  numberOfChannels: 1,
  bitrate: OPUS_BIT_RATE,
  opus: { frameDuration: 20_000 },
} as const satisfies AudioEncoderConfig & { opus: { frameDuration: number } };

export async function canEncodeNatively(): Promise<boolean> {
  if (typeof AudioEncoder === "undefined" || typeof AudioData === "undefined") return false;
  return AudioEncoder.isConfigSupported(webCodecsConfig).then(
    (answer) => answer.supported === true,
    () => false,
  );
}

/** `onFailed` is called when the encoder breaks in mid-call; the caller then opens another one. */
export function openNativeEncoder(onPacket: OnPacket, onFailed: () => void): PacketEncoder {
  const encoder = new AudioEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      onPacket(bytes);
    },
    error: onFailed,
  });
  encoder.configure(webCodecsConfig);
  let timestampUs = 0;
  return {
    codec: "opus",
    encode(samples) {
      if (encoder.state !== "configured" || encoder.encodeQueueSize > MOST_WAITING) return;
      const data = new AudioData({
        format: "f32",
        sampleRate: SAMPLE_RATE_HZ,
        numberOfFrames: samples.length,
        numberOfChannels: 1,
        timestamp: timestampUs,
        data: samples as Float32Array<ArrayBuffer>,
      });
      timestampUs += 20_000;
      encoder.encode(data);
      data.close();
    },
    close() {
      if (encoder.state !== "closed") encoder.close();
    },
  };
}

/** Rejects where WebAssembly cannot be loaded. */
export async function openWasmEncoder(onPacket: OnPacket): Promise<PacketEncoder> {
  const { createEncoder, Application } = await import("libopus-wasm");
  const encoder = await createEncoder({
    sampleRate: SAMPLE_RATE_HZ,
    channels: 1,
    frameSize: PACKET_SAMPLES,
    application: Application.Voip,
    bitrate: OPUS_BIT_RATE,
    complexity: 5,
  });
  return {
    codec: "opus",
    encode: (samples) => onPacket(encoder.encodeFloat(samples).slice()),
    close: () => encoder.free(),
  };
}

export function openPcmEncoder(onPacket: OnPacket): PacketEncoder {
  return { codec: "pcm16", encode: (samples) => onPacket(floatToPcm16(samples)), close: () => undefined };
}
