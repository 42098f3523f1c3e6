"use client";

import { useEffect, useRef } from "react";

const QUIETEST_DB = -60;

/** A bar that follows a level; drawn outside React, 60 times a second. */
export function LevelMeter({ label, levelDb }: { label: string; levelDb: () => number }) {
  const bar = useRef<HTMLDivElement>(null);
  const read = useRef(levelDb);
  read.current = levelDb;

  useEffect(() => {
    let shown = 0;
    let request = 0;
    const draw = () => {
      const goal = Math.min(1, Math.max(0, 1 - read.current() / QUIETEST_DB));
      shown = goal > shown ? goal : shown + (goal - shown) * 0.15;
      if (bar.current) bar.current.style.scale = `${shown.toFixed(3)} 1`;
      request = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(request);
  }, []);

  return (
    <div role="img" aria-label={label} className="h-1.5 overflow-hidden rounded-full bg-line">
      <div ref={bar} className="h-full w-full origin-left scale-x-0 rounded-full bg-caller" />
    </div>
  );
}
