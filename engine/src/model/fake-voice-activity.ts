/** Loudness taken for speech: for unit tests of the call logic only. */
import type { VoiceActivityFactory } from "../call/ports";

const LOUD = 0.01;

export function createFakeVoiceActivity(): VoiceActivityFactory {
  return {
    open: () => ({
      async detect(samples) {
        let peak = 0;
        for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
        return peak > LOUD ? 1 : 0;
      },
      close() {},
    }),
  };
}
