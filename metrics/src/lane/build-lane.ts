import { THRESHOLDS } from "../thresholds";
import { checkLane } from "./check-lane";
import { findVoice } from "./find-voice";
import type { Lane, Side, Word } from "./lane";

export interface HeardAudio {
  /** mono at 16 kHz; only its length is read, as the detector has listened to it already */
  pcm: ArrayLike<number>;
  /** the detector's answer for each window of 512 samples */
  probabilities: ArrayLike<number>;
  words?: readonly Word[];
}

/** A lane from audio at 16 kHz and what a voice activity detector made of it. */
export function buildLane({ pcm, probabilities, words }: HeardAudio, side: Side): Lane {
  const lane: Lane = {
    durationMs: (pcm.length * 1_000) / THRESHOLDS.voiceSampleRateHz.value,
    voice: findVoice(probabilities, pcm.length),
    ...(words ? { words } : {}),
  };
  checkLane(lane, side);
  return lane;
}
