/** Puts what the caller's lane lost on the timeline: at most once a second, one event per cause. */
import { PACKETS_PER_FRAME, type TimelineDraft } from "@duologue/protocol";
import type { JitterCounts } from "../audio/jitter-buffer";

export class LossReporter {
  private told: JitterCounts;

  constructor(
    private readonly counts: JitterCounts,
    private readonly write: (draft: TimelineDraft) => void,
  ) {
    this.told = { ...counts };
  }

  report(frameIndex: number): void {
    const { counts, told } = this;
    const latePackets = counts.latePackets - told.latePackets;
    this.say(frameIndex, "backpressure", counts.droppedFrames - told.droppedFrames);
    this.say(frameIndex, "missing", counts.missingFrames - told.missingFrames);
    this.say(frameIndex, "late", Math.ceil(latePackets / PACKETS_PER_FRAME));
    this.told = { ...counts };
  }

  private say(frameIndex: number, why: "backpressure" | "late" | "missing", frames: number): void {
    if (frames > 0) this.write({ kind: "dropped", frameIndex, frames, why });
  }
}
