"use client";

import { useEffect, useRef } from "react";

/** A line that runs with the sound; moved outside React. */
export function PreviewPlayhead({ positionMs, originalMs }: { positionMs: () => number | null; originalMs: number }) {
  const line = useRef<HTMLDivElement>(null);
  const read = useRef(positionMs);
  read.current = positionMs;

  useEffect(() => {
    let request = 0;
    const move = () => {
      const atMs = read.current();
      if (line.current) {
        line.current.style.opacity = atMs === null ? "0" : "1";
        line.current.style.left = `${Math.min(100, ((atMs ?? 0) / originalMs) * 100)}%`;
      }
      request = requestAnimationFrame(move);
    };
    move();
    return () => cancelAnimationFrame(request);
  }, [originalMs]);

  return <div ref={line} aria-hidden className="pointer-events-none absolute inset-y-0 w-0.5 -translate-x-1/2 bg-foreground opacity-0" />;
}
