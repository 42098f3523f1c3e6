/** Says again what a caller said in another call, from its first sample to its last, whatever is answered. */
import { FRAME_MS, SAMPLE_RATE_HZ } from "@duologue/protocol";
import type { Caller } from "./caller";
import { CallerLane } from "./caller-lane";

/** `tailMs`: how long it listens after the recording has ended, before it hangs up. */
export function createRecordedCaller(samples: Float32Array, tailMs: number): Caller {
  const lane = new CallerLane();
  lane.place(samples, 0);
  const endMs = (samples.length * 1_000) / SAMPLE_RATE_HZ + tailMs;
  return {
    sent: () => lane.sent(),
    next: ({ frameIndex }) => ({ samples: lane.take(), choices: [], hangUp: (frameIndex + 1) * FRAME_MS >= endMs }),
  };
}
