/** Opus where the page can both encode and decode it, PCM16 otherwise; and who does the work. */
import type { AudioCodec } from "@duologue/protocol";
import {
  canDecodeNatively,
  type OnSamples,
  openNativeDecoder,
  openPcmDecoder,
  openWasmDecoder,
  type PacketDecoder,
} from "./packet-decoder";
import { canEncodeNatively, type OnPacket, openNativeEncoder, openPcmEncoder, openWasmEncoder, type PacketEncoder } from "./packet-encoder";

type Worker = "browser" | "wasm";
export interface CodecPlan {
  codec: AudioCodec;
  encoder: Worker;
  decoder: Worker;
}

/** Never rejects: what cannot be loaded is not chosen. `preferred` is for tests and for the diagnostics page. */
export async function planCodec(preferred?: Partial<CodecPlan>): Promise<CodecPlan> {
  const plan: CodecPlan = {
    codec: "opus",
    encoder: preferred?.encoder ?? ((await canEncodeNatively()) ? "browser" : "wasm"),
    decoder: preferred?.decoder ?? ((await canDecodeNatively()) ? "browser" : "wasm"),
  };
  if (preferred?.codec === "pcm16") return { ...plan, codec: "pcm16" };
  if (plan.encoder === "browser" && plan.decoder === "browser") return plan;
  return import("libopus-wasm")
    .then((opus) => opus.loadLibopus())
    .then(
      () => plan,
      () => ({ ...plan, codec: "pcm16" as const }),
    );
}

export async function openEncoder(codec: AudioCodec, plan: CodecPlan, onPacket: OnPacket, onFailed: () => void): Promise<PacketEncoder> {
  if (codec === "pcm16") return openPcmEncoder(onPacket);
  return plan.encoder === "browser" ? openNativeEncoder(onPacket, onFailed) : openWasmEncoder(onPacket);
}

export async function openDecoder(codec: AudioCodec, plan: CodecPlan, onSamples: OnSamples, onFailed: () => void): Promise<PacketDecoder> {
  if (codec === "pcm16") return openPcmDecoder(onSamples);
  return plan.decoder === "browser" ? openNativeDecoder(onSamples, onFailed) : openWasmDecoder(onSamples);
}
