"use client";

import { FRAME_MS } from "@duologue/protocol";
import { type LaneColours, readLaneColours } from "@/lib/client/lane-colours";
import { useCanvas } from "@/lib/client/use-canvas";
import type { FloorMark } from "@/lib/shared/floor-marks";
import type { Lane } from "./lane-player";
import { PEAK_MS, type Peaks } from "./peaks";
import type { ViewWindow } from "./view-window";

export interface WaveformCanvasProps {
  peaks: Peaks | null;
  /** changes whenever the peaks grew */
  drawn: number;
  window: ViewWindow;
  overlaps: readonly FloorMark[];
  audible: Record<Lane, boolean>;
}

/** Both lanes of the recording, persona above, caller below, overlap tinted. Drawn again only when something changed. */
export function WaveformCanvas({ peaks, drawn, window: view, overlaps, audible }: WaveformCanvasProps) {
  const canvas = useCanvas((context, { width, height }, element) =>
    draw(context, width, height, { peaks, drawn, window: view, overlaps, audible }, readLaneColours(element)),
  );
  return <canvas ref={canvas} aria-hidden className="block h-full w-full" />;
}

function draw(context: CanvasRenderingContext2D, width: number, height: number, props: WaveformCanvasProps, colours: LaneColours): void {
  const { peaks, window: view, overlaps, audible } = props;
  const lengthMs = view.toMs - view.fromMs;
  const x = (ms: number) => ((ms - view.fromMs) / lengthMs) * width;
  context.fillStyle = colours.overlap;
  context.globalAlpha = 0.22;
  for (const { fromFrame, toFrame } of overlaps) {
    const atMs = fromFrame * FRAME_MS;
    const toMs = toFrame * FRAME_MS;
    if (toMs < view.fromMs || atMs > view.toMs) continue;
    context.fillRect(x(atMs), 0, Math.max(1, x(toMs) - x(atMs)), height);
  }
  const lane = height / 2;
  drawLane(context, width, lane / 2, lane, 1, audible.agent ? 1 : 0.25, colours.agent);
  drawLane(context, width, lane + lane / 2, lane, 0, audible.caller ? 1 : 0.25, colours.caller);
  context.globalAlpha = 1;
  context.fillStyle = colours.line;
  context.fillRect(0, Math.round(lane) - 0.5, width, 1);

  function drawLane(
    ctx: CanvasRenderingContext2D,
    columns: number,
    middle: number,
    room: number,
    index: 0 | 1,
    alpha: number,
    colour: string,
  ) {
    ctx.globalAlpha = alpha;
    ctx.fillStyle = colour;
    const bucketsPerPx = lengthMs / PEAK_MS / columns;
    for (let column = 0; column < columns; column++) {
      const from = Math.floor(view.fromMs / PEAK_MS + column * bucketsPerPx);
      const level = peaks?.highest(index, from, Math.max(from + 1, Math.floor(view.fromMs / PEAK_MS + (column + 1) * bucketsPerPx))) ?? 0;
      const half = Math.max(0.5, (level ** 0.7 * (room - 10)) / 2);
      ctx.fillRect(column, middle - half, 1, half * 2);
    }
  }
}
