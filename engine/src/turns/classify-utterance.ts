/**
 * What an utterance that began over the other side's speech was. Written definitions, with V the utterance it began over:
 *
 * - **backchannel**: at most 1 s long, and V goes on for more than 320 ms after it. It does not take the floor.
 * - **barge-in** (caller only): everything else that overlapped V by at least 2 frames, or for which V's speaker reported that it
 *   broke off, however soon. `stopFrames` counts from its start to V's last voiced frame (0: it began in a pause of V's); null where
 *   V was still speaking 1 s after the caller had ended: the caller did not get through.
 * - anything else took the floor without a barge-in: V was ending anyway.
 */
import type { Utterance } from "./utterance-tracker";

export const BACKCHANNEL_MAX_FRAMES = 12;
export const GOES_ON_FRAMES = 4;
export const STOP_LIMIT_FRAMES = 12;
export const MIN_BARGE_IN_OVERLAP_FRAMES = 2;

export type Classification =
  | { kind: "undecided" }
  | { kind: "floor" }
  | { kind: "backchannel" }
  | { kind: "bargeIn"; stopFrames: number | null };

const UNDECIDED: Classification = { kind: "undecided" };
const FLOOR: Classification = { kind: "floor" };

/** Decides as early as the frames so far allow; both utterances keep growing while they are open. */
export function classifyUtterance(utterance: Utterance): Classification {
  const over = utterance.over;
  if (!over || over.status === "dropped") return FLOOR;
  const overEnded = over.status === "closed";
  if (utterance.status === "open") {
    // V fell silent first and this one speaks on: certain before it ends
    const spokeOn = overEnded && utterance.endFrame > over.endFrame && utterance.voicedFrames >= 2;
    return spokeOn ? floorOrBargeIn(utterance, over) : UNDECIDED;
  }
  const overWentOn = over.endFrame > utterance.endFrame + GOES_ON_FRAMES;
  if (!overWentOn && !overEnded) return UNDECIDED;
  const isShort = utterance.endFrame - utterance.startFrame <= BACKCHANNEL_MAX_FRAMES;
  if (isShort && overWentOn) return { kind: "backchannel" };
  const neverStopped = over.endFrame > utterance.endFrame + STOP_LIMIT_FRAMES;
  if (!neverStopped && !overEnded) return UNDECIDED;
  if (neverStopped && utterance.lane === "caller") return { kind: "bargeIn", stopFrames: null };
  return floorOrBargeIn(utterance, over);
}

function floorOrBargeIn(utterance: Utterance, over: Utterance): Classification {
  const overlapFrames = Math.min(over.endFrame, utterance.endFrame) - utterance.startFrame;
  if (utterance.lane !== "caller" || (overlapFrames < MIN_BARGE_IN_OVERLAP_FRAMES && !over.gaveWay)) return FLOOR;
  return { kind: "bargeIn", stopFrames: Math.max(0, over.endFrame - utterance.startFrame) };
}
