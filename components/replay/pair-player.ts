/** Two recordings of one caller, played together: a moment is the same word of the caller in both. No React. */
import type { Lane, LanePlayer } from "./lane-player";

export const HEARD = ["both", "original", "replay"] as const;
export type Heard = (typeof HEARD)[number];

/** The media elements of a browser drift; more than this is heard as an echo of the caller. */
const DRIFT_MS = 120;

export interface PairPlayer {
  /** on the original's clock */
  readonly original: LanePlayer;
  /** on the replay's own clock */
  readonly replay: LanePlayer;
  /** Which of the two is heard; of both the caller once. */
  hear: (heard: Heard) => void;
  /** Brings them together where they have drifted apart. */
  align: () => void;
}

/** `movedMs`: what is at 0 on the original's clock is here on the replay's. */
export function pairPlayers(original: LanePlayer, replay: LanePlayer, movedMs: number): PairPlayer {
  const seekBoth = (toMs: number) => {
    original.seek(toMs);
    replay.seek(toMs + movedMs);
  };
  const toggle = () => {
    const isPlaying = original.getSnapshot().playing;
    if (!isPlaying) seekBoth(original.timeMs());
    for (const player of [original, replay]) if (player.getSnapshot().playing === isPlaying) player.toggle();
  };
  const setSpeed = (speed: number) => {
    for (const player of [original, replay]) player.setSpeed(speed);
  };
  const hear = (heard: Heard) => {
    const mute = (player: LanePlayer, lane: Lane, isHeard: boolean) => player.setMuted(lane, !isHeard);
    mute(original, "agent", heard !== "replay");
    mute(original, "caller", heard !== "replay");
    mute(replay, "agent", heard !== "original");
    mute(replay, "caller", heard === "replay");
  };
  hear("both");
  return {
    original: { ...original, seek: seekBoth, toggle, setSpeed },
    replay: { ...replay, seek: (toMs) => seekBoth(toMs - movedMs), toggle, setSpeed },
    hear,
    align() {
      if (!original.getSnapshot().playing) return;
      const wantedMs = original.timeMs() + movedMs;
      if (wantedMs >= 0 && Math.abs(replay.timeMs() - wantedMs) > DRIFT_MS) replay.seek(wantedMs);
    },
  };
}
