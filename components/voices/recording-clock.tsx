"use client";

import { useEffect, useRef, useState } from "react";
import { formatClock } from "@/lib/shared/format";
import { MAX_VOICE_MS } from "@/lib/shared/voices";

/** How long is recorded, and how much is left of the minute. */
export function RecordingClock({ elapsedMs }: { elapsedMs: () => number }) {
  const [seconds, setSeconds] = useState(0);
  const read = useRef(elapsedMs);
  read.current = elapsedMs;

  useEffect(() => {
    let request = 0;
    const look = () => {
      setSeconds(Math.floor(read.current() / 1_000));
      request = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(request);
  }, []);

  const leftMs = MAX_VOICE_MS - seconds * 1_000;
  return (
    <span className="flex items-center gap-2 tabular-nums" data-testid="recording-clock">
      <span aria-hidden className="size-2 animate-pulse rounded-full bg-danger" />
      <span className="font-medium">{formatClock(seconds * 1_000)}</span>
      <span className="text-muted">{formatClock(leftMs)} left</span>
    </span>
  );
}
