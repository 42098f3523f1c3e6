/** The persona's packets into 48 kHz samples: the browser's own Opus, else Opus as WebAssembly, else PCM16. */
import { createUpsampler, pcm16ToFloat } from "./pcm";

export const PLAYBACK_RATE_HZ = 48_000;
/** One 20 ms packet at the playback rate. */
export const PLAYBACK_PACKET_SAMPLES = 960;

export interface PacketDecoder {
  /** Sound comes out through `onSamples`, now or a moment later, in order. */
  decode(seq: number, packet: Uint8Array): void;
  close(): void;
}
/** `start`: place of the first sample on the lane, in 48 kHz samples. */
export type OnSamples = (start: number, samples: Float32Array) => void;

const webCodecsConfig: AudioDecoderConfig = { codec: "opus", sampleRate: PLAYBACK_RATE_HZ, numberOfChannels: 1 };

export async function canDecodeNatively(): Promise<boolean> {
  if (typeof AudioDecoder === "undefined" || typeof EncodedAudioChunk === "undefined") return false;
  return AudioDecoder.isConfigSupported(webCodecsConfig).then(
    (answer) => answer.supported === true,
    () => false,
  );
}

export function openNativeDecoder(onSamples: OnSamples, onFailed: () => void): PacketDecoder {
  const decoder = new AudioDecoder({
    output: (data) => {
      const samples = new Float32Array(data.numberOfFrames);
      data.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
      const seq = Math.round(data.timestamp / 20_000);
      data.close();
      onSamples(seq * PLAYBACK_PACKET_SAMPLES, samples);
    },
    error: onFailed,
  });
  decoder.configure(webCodecsConfig);
  return {
    decode(seq, packet) {
      if (decoder.state !== "configured") return;
      decoder.decode(new EncodedAudioChunk({ type: "key", timestamp: seq * 20_000, duration: 20_000, data: packet }));
    },
    close() {
      if (decoder.state !== "closed") decoder.close();
    },
  };
}

/** Rejects where WebAssembly cannot be loaded. */
export async function openWasmDecoder(onSamples: OnSamples): Promise<PacketDecoder> {
  const { createDecoder } = await import("libopus-wasm");
  const decoder = await createDecoder({ sampleRate: PLAYBACK_RATE_HZ, channels: 1 });
  return {
    decode: (seq, packet) => onSamples(seq * PLAYBACK_PACKET_SAMPLES, decoder.decodeFloat(packet).slice()),
    close: () => decoder.free(),
  };
}

export function openPcmDecoder(onSamples: OnSamples): PacketDecoder {
  const upsample = createUpsampler();
  return {
    decode: (seq, packet) => onSamples(seq * PLAYBACK_PACKET_SAMPLES, upsample(pcm16ToFloat(packet))),
    close: () => undefined,
  };
}
