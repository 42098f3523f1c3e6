"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { SLACK_MS } from "./frame-steps";
import { createLanePlayer, type LanePlayer, type PlayerState } from "./lane-player";

/** A player for the recording at `url`; null until the page is alive. */
export function useLanePlayer(url: string): LanePlayer | null {
  const [player, setPlayer] = useState<LanePlayer | null>(null);
  useEffect(() => {
    const opened = createLanePlayer(url);
    setPlayer(opened);
    return () => opened.close();
  }, [url]);
  return player;
}

export function usePlayerState(player: LanePlayer): PlayerState {
  return useSyncExternalStore(player.subscribe, player.getSnapshot, player.getSnapshot);
}

/** Where playback is, in whole steps, so that what depends on it is drawn only when it changes. */
export function usePlayheadMs(player: LanePlayer, stepMs: number): number {
  const state = usePlayerState(player);
  const [atMs, setAtMs] = useState(0);
  useEffect(() => {
    let request = 0;
    const look = () => {
      setAtMs(Math.floor((player.timeMs() + SLACK_MS) / stepMs) * stepMs);
      if (state.playing) request = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(request);
  }, [player, state, stepMs]);
  return atMs;
}
