import { FRAME_MS } from "@duologue/protocol";

/** The caller cut in at `frameIndex`, and so much later the persona was silent; null: it went on. */
export interface CutIn {
  frameIndex: number;
  stopMs: number | null;
}
export interface SpokenLine {
  /** of its first and of its last word */
  frameIndex: number;
  endFrameIndex: number;
  text: string;
}

/** Words are written up to so much before they are heard, and the last one is heard for so long. */
const WORD_FRAMES = 12;

/** Whether the persona was in the middle of this line when the caller cut in, and did not end it. */
export function isBrokenOff({ frameIndex, endFrameIndex, text }: SpokenLine, cutIn: CutIn): boolean {
  if (cutIn.stopMs === null || /[.!?…]["”’)]*\s*$/.test(text)) return false;
  const stopFrame = cutIn.frameIndex + cutIn.stopMs / FRAME_MS;
  return frameIndex <= stopFrame && endFrameIndex >= cutIn.frameIndex - WORD_FRAMES && endFrameIndex <= stopFrame + WORD_FRAMES;
}
