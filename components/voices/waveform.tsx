"use client";

import { readLaneColours } from "@/lib/client/lane-colours";
import { useCanvas } from "@/lib/client/use-canvas";
import type { Trim } from "@/lib/client/voice/trim";

const BAR_PX = 2;
const STEP_PX = 3;

/** The whole recording as bars; what lies outside the selection is pale. */
export function Waveform({ peaks, trim, originalMs }: { peaks: readonly number[]; trim: Trim; originalMs: number }) {
  const canvas = useCanvas((context, { width, height }, element) => {
    const colours = readLaneColours(element);
    const bars = Math.max(1, Math.floor(width / STEP_PX));
    for (let bar = 0; bar < bars; bar++) {
      const middleMs = ((bar + 0.5) / bars) * originalMs;
      const inside = middleMs >= trim.startMs && middleMs <= trim.endMs;
      const halfPx = Math.max(0.75, (highestPeak(peaks, bar / bars, (bar + 1) / bars) ** 0.7 * (height - 16)) / 2);
      context.globalAlpha = inside ? 1 : 0.45;
      context.fillStyle = inside ? colours.agent : colours.muted;
      context.fillRect((bar / bars) * width, height / 2 - halfPx, BAR_PX, halfPx * 2);
    }
  });
  return <canvas ref={canvas} aria-hidden className="block h-full w-full" />;
}

/** Of the part between two shares of the whole, 0…1. */
function highestPeak(peaks: readonly number[], from: number, to: number): number {
  const first = Math.floor(from * peaks.length);
  const last = Math.max(first + 1, Math.ceil(to * peaks.length));
  let highest = 0;
  for (let index = first; index < last; index++) highest = Math.max(highest, peaks[index] ?? 0);
  return highest;
}
