/** A caller's voice: text in, speech at 24 kHz out. */

import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import type { CallerVoice } from "../suite/schema";
import { toSampleRate } from "./read-wav";

export interface LineSpeaker {
  /** At −24 LUFS; silent where there is nothing to pronounce. */
  speak(voice: CallerVoice, text: string): Promise<Float32Array>;
}

/** What a synthesiser of bundled voices must be able to do; the engine's is one. */
export interface VoiceSynthesiser {
  speak(voice: CallerVoice["voice"], text: string, urgent: boolean, rate: number): Promise<{ samples: Float32Array }>;
}

/** Pitch by playing faster what was spoken slower: a smaller speaker at the same speed. Two digits of it count. */
export function createLineSpeaker(synthesiser: VoiceSynthesiser): LineSpeaker {
  return {
    async speak({ voice, pitch, rate }, text) {
      const percent = Math.round(pitch * 100);
      const { samples } = await synthesiser.speak(voice, text, false, (rate * 100) / percent);
      return percent === 100 ? samples : toSampleRate(samples, (SAMPLE_RATE_HZ * percent) / 100, SAMPLE_RATE_HZ);
    },
  };
}
