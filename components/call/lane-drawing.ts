/** Draws the two level lanes of a live call: persona above, caller below, one time axis, the newest at the right. */
import { LEVEL_STEP_MS, type LevelLanes } from "@/lib/client/call/level-lanes";
import type { LaneColours } from "@/lib/client/lane-colours";

const BAR_PX = 2;
const BAR_PITCH_PX = 3;
const STEPS_PER_BAR = 3;
const BAR_MS = STEPS_PER_BAR * LEVEL_STEP_MS;
const QUIETEST_DB = -60;

/** 0…1 for a level in dBFS. */
export function barHeight(db: number): number {
  return Math.min(1, Math.max(0, 1 - db / QUIETEST_DB)) ** 1.4;
}

/** `width` and `height` in CSS pixels; `context` is scaled already. The newest 60 ms are held back, as their packets may be on the way. */
export function drawLanes(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  levels: LevelLanes,
  colours: LaneColours,
  nowMs: number,
): void {
  const shownMs = nowMs - BAR_MS;
  const newestBar = Math.floor(shownMs / BAR_MS);
  const shiftPx = ((shownMs - newestBar * BAR_MS) / BAR_MS) * BAR_PITCH_PX;
  const bars = Math.ceil(width / BAR_PITCH_PX) + 2;
  const { agentDb, callerDb, both } = levels.window(bars * STEPS_PER_BAR, newestBar * BAR_MS + BAR_MS - LEVEL_STEP_MS);
  const lane = height / 2;

  context.clearRect(0, 0, width, height);
  for (let bar = 0; bar < bars; bar++) {
    const x = width - (bars - bar) * BAR_PITCH_PX - shiftPx + BAR_PITCH_PX;
    const at = bar * STEPS_PER_BAR;
    let agent = -100;
    let caller = -100;
    let overlapping = 0;
    for (let k = 0; k < STEPS_PER_BAR; k++) {
      agent = Math.max(agent, agentDb[at + k] ?? -100);
      caller = Math.max(caller, callerDb[at + k] ?? -100);
      overlapping += both[at + k] ?? 0;
    }
    if (overlapping > 0) {
      context.fillStyle = colours.overlap;
      context.globalAlpha = 0.22;
      context.fillRect(x, 0, BAR_PITCH_PX, height);
      context.globalAlpha = 1;
    }
    drawBar(context, x, lane / 2, lane, barHeight(agent), colours.agent);
    drawBar(context, x, lane + lane / 2, lane, barHeight(caller), colours.caller);
  }
  context.fillStyle = colours.line;
  context.fillRect(0, Math.round(lane) - 0.5, width, 1);
}

function drawBar(context: CanvasRenderingContext2D, x: number, middle: number, lane: number, level: number, colour: string): void {
  const half = Math.max(1, (level * (lane - 12)) / 2);
  context.fillStyle = colour;
  context.globalAlpha = level > 0.02 ? 1 : 0.3;
  context.beginPath();
  context.roundRect(x, middle - half, BAR_PX, half * 2, 1);
  context.fill();
  context.globalAlpha = 1;
}
