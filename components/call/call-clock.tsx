"use client";

import { useEffect, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { formatClock } from "@/lib/shared/format";

const WARN_LAST_SECONDS = 30;

export interface CallClockProps {
  liveSinceMs: number | null;
  maxCallSeconds: number | null;
  /** the connection is lost: nobody knows whether the call goes on, so the clock stands */
  stopped: boolean;
}

/** Time since the call became live; warns when the limit is near. */
export function CallClock({ liveSinceMs, maxCallSeconds, stopped }: CallClockProps) {
  const [nowMs, setNowMs] = useState(() => performance.now());

  useEffect(() => {
    if (liveSinceMs === null || stopped) return;
    const timer = setInterval(() => setNowMs(performance.now()), 250);
    return () => clearInterval(timer);
  }, [liveSinceMs, stopped]);

  const elapsedMs = liveSinceMs === null ? 0 : Math.max(0, nowMs - liveSinceMs);
  const closing = maxCallSeconds !== null && elapsedMs / 1_000 > maxCallSeconds - WARN_LAST_SECONDS;
  return (
    <span className="flex items-baseline gap-1 text-sm tabular-nums" data-testid="call-clock">
      <span className={cn("font-semibold", closing && "text-warning")}>{formatClock(Math.floor(elapsedMs / 1_000) * 1_000)}</span>
      {maxCallSeconds === null ? null : <span className="text-muted text-xs">/ {formatClock(maxCallSeconds * 1_000)}</span>}
    </span>
  );
}
