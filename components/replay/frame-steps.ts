import { FRAME_MS } from "@duologue/protocol";

/** Half a millisecond: media elements tell 0.24 s as 0.23999. */
export const SLACK_MS = 0.5;

/** The frame that is heard at this moment. */
export function frameAt(atMs: number): number {
  return Math.floor((atMs + SLACK_MS) / FRAME_MS);
}

/** Where the frame begins that lies so many frames away, within the recording. */
export function stepFrames(atMs: number, frames: number, durationMs: number): number {
  return Math.min(Math.max(0, frameAt(atMs) + frames) * FRAME_MS, durationMs);
}
