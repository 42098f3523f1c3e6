/** A process of callers. */
import type { AudioCodec } from "@duologue/protocol";
import { Caller, type CallerTimes } from "./caller";
import { answerParent } from "./child-channel";
import { createProcessMeter, type ProcessCost } from "./process-meter";

export interface CallersOrder {
  url: string;
  codec: AudioCodec;
  /** `afterMs`: when it starts, from now; `phaseMs`: where in the 80 ms it sends */
  calls: { callId: string; afterMs: number; phaseMs: number }[];
}
export interface CallersProgress {
  live: number;
  failed: number;
  heardFrames: number;
}
export interface CallersWindow {
  cost: ProcessCost;
  droppedFrames: number;
  missingFrames: number;
}

const callers: Caller[] = [];
const meter = createProcessMeter();
let before = lossesSoFar();

answerParent({
  /** Resolves when every call is live, or will never be. */
  async start({ url, codec, calls }: CallersOrder): Promise<void> {
    const settled = calls.map(async ({ callId, afterMs, phaseMs }) => {
      const caller = new Caller(callId, codec, phaseMs);
      callers.push(caller);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await caller.call(url);
      await caller.settled;
    });
    await Promise.all(settled);
  },
  progress: (): CallersProgress => ({
    live: callers.filter(({ isLive, failure }) => isLive && failure === null).length,
    failed: callers.filter(({ failure }) => failure !== null).length,
    heardFrames: callers.reduce((sum, { heardAtMs }) => sum + heardAtMs.length, 0),
  }),
  begin(): void {
    before = lossesSoFar();
    meter.begin();
  },
  end(): CallersWindow {
    const { droppedFrames, missingFrames } = lossesSoFar();
    return {
      cost: meter.end(),
      droppedFrames: droppedFrames - before.droppedFrames,
      missingFrames: missingFrames - before.missingFrames,
    };
  },
  hangUp: (): Promise<CallerTimes[]> => Promise.all(callers.map((caller) => caller.hangUp())),
});

function lossesSoFar() {
  const sum = (key: "droppedFrames" | "missingFrames") => callers.reduce((total, { losses }) => total + losses[key], 0);
  return { droppedFrames: sum("droppedFrames"), missingFrames: sum("missingFrames") };
}
