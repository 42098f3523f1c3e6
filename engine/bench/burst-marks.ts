/** Opus does not keep samples: every twelfth frame is a burst of tone instead, and an echo's bursts are timed when they begin. */
import { type AudioMessage, FRAME_SAMPLES, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { createFrameDecoder, createFrameEncoder } from "../src/audio/frame-codec";
import { rmsDb } from "../src/audio/meters";

const BURST_EVERY_FRAMES = 12;
const BURST_DB = -20;
let cycle: Uint8Array[][] | null = null;

export interface BurstMarks {
  /** packets of the frame that is sent now */
  send(number: number, atMs: number): Uint8Array[];
  /** when the burst that begins in this message was sent; null where none begins */
  heard(message: AudioMessage): number | null;
}

export function createBurstMarks(): BurstMarks {
  cycle ??= encodeCycle();
  const packets = cycle;
  const decoder = createFrameDecoder("opus");
  const samples = new Float32Array(FRAME_SAMPLES);
  const waiting: number[] = [];
  let wasLoud = false;
  return {
    send(number, atMs) {
      const at = (number - 1) % BURST_EVERY_FRAMES;
      if (at === 0) waiting.push(atMs);
      return packets[at] as Uint8Array[];
    },
    heard(message) {
      decoder.decode(message.packets, samples);
      const isLoud = rmsDb(samples) > BURST_DB;
      const begins = isLoud && !wasLoud;
      wasLoud = isLoud;
      // the newest: what is older was lost, as nothing takes a whole cycle (0.96 s) through the jitter buffer's bound
      return begins ? (waiting.splice(0).at(-1) ?? null) : null;
    },
  };
}

/** Encoded once for all calls, so that the callers leave the cores to the engine. */
function encodeCycle(): Uint8Array[][] {
  const encoder = createFrameEncoder("opus");
  const silence = new Float32Array(FRAME_SAMPLES);
  const burst = silence.map((_, i) => 0.5 * Math.sin((2 * Math.PI * 400 * i) / SAMPLE_RATE_HZ));
  return Array.from({ length: BURST_EVERY_FRAMES }, (_, k) => encoder.encode(k === 0 ? burst : silence));
}
