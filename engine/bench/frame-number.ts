/** A caller's frame carries its number, from 1, as the value of all its samples: PCM16 brings it through the engine unchanged. */
import { PACKET_SAMPLES, PACKETS_PER_FRAME } from "@duologue/protocol";

/** 43 minutes of frames. */
export const HIGHEST_FRAME_NUMBER = 32_767;

/** The packets of frame `number` as PCM16. */
export function packetsOfFrame(number: number): Uint8Array[] {
  const packet = new Uint8Array(new Int16Array(PACKET_SAMPLES).fill(number).buffer);
  return new Array(PACKETS_PER_FRAME).fill(packet);
}

/** 0 for silence. */
export function numberOfFrame(samples: Float32Array): number {
  return Math.round((samples[0] ?? 0) * 32_768);
}
