/** The part of a recording between its two handles. Pure; milliseconds from the beginning of the recording. */
import { MIN_VOICE_MS } from "@/lib/shared/voices";

export interface Trim {
  startMs: number;
  endMs: number;
}
export type TrimEdge = "start" | "end";

/** How near the handles may come to each other in a recording of this length. */
export function shortestMs(originalMs: number): number {
  return Math.min(MIN_VOICE_MS, originalMs);
}

/** One handle moved to `atMs`, kept inside the recording and clear of the other. */
export function moveEdge(trim: Trim, edge: TrimEdge, atMs: number, originalMs: number): Trim {
  const gapMs = shortestMs(originalMs);
  const wantedMs = Math.round(atMs);
  return edge === "start"
    ? { ...trim, startMs: clamp(wantedMs, 0, trim.endMs - gapMs) }
    : { ...trim, endMs: clamp(wantedMs, trim.startMs + gapMs, originalMs) };
}

/** Where a handle may stand now. */
export function edgeRange(trim: Trim, edge: TrimEdge, originalMs: number): { lowestMs: number; highestMs: number } {
  const gapMs = shortestMs(originalMs);
  return edge === "start"
    ? { lowestMs: 0, highestMs: Math.max(0, trim.endMs - gapMs) }
    : { lowestMs: Math.min(originalMs, trim.startMs + gapMs), highestMs: originalMs };
}

const STEP_MS = 50;
const BIG_STEP_MS = 500;

/** Where a key takes a handle; null: not a key of a slider. */
export function keyTarget(atMs: number, key: string, shift: boolean, range: { lowestMs: number; highestMs: number }): number | null {
  const stepMs = shift ? BIG_STEP_MS : STEP_MS;
  if (key === "ArrowLeft" || key === "ArrowDown") return atMs - stepMs;
  if (key === "ArrowRight" || key === "ArrowUp") return atMs + stepMs;
  if (key === "PageDown") return atMs - BIG_STEP_MS;
  if (key === "PageUp") return atMs + BIG_STEP_MS;
  if (key === "Home") return range.lowestMs;
  if (key === "End") return range.highestMs;
  return null;
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(Math.max(lowest, highest), value));
}
