"use client";

import { useEffect, useRef } from "react";
import type { LanePlayer } from "./lane-player";
import { usePlayerState } from "./use-lane-player";
import type { ViewWindow } from "./view-window";

/** The line that moves; placed outside React's drawing. Lies over every lane. */
export function Playhead({ player, window: view, onLeft }: { player: LanePlayer; window: ViewWindow; onLeft: (atMs: number) => void }) {
  const line = useRef<HTMLDivElement>(null);
  const state = usePlayerState(player);
  const left = useRef(onLeft);
  left.current = onLeft;

  useEffect(() => {
    let request = 0;
    const place = () => {
      const atMs = player.timeMs();
      const share = (atMs - view.fromMs) / (view.toMs - view.fromMs);
      if (line.current) {
        line.current.style.left = `${(share * 100).toFixed(3)}%`;
        line.current.style.visibility = share < 0 || share > 1 ? "hidden" : "visible";
      }
      if (state.playing) {
        if (share < 0 || share > 1) left.current(atMs);
        request = requestAnimationFrame(place);
      }
    };
    place();
    return () => cancelAnimationFrame(request);
  }, [player, view, state]);

  return <div ref={line} aria-hidden className="pointer-events-none absolute inset-y-0 z-10 -ml-px w-0.5 bg-foreground" />;
}
