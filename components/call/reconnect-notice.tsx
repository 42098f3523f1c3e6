"use client";

import { useEffect, useState } from "react";

/** The connection is lost: says so, and how long the call can still be picked up. */
export function ReconnectNotice({ untilMs }: { untilMs: number }) {
  const [nowMs, setNowMs] = useState(() => performance.now());

  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), 250);
    return () => clearInterval(timer);
  }, []);

  const seconds = Math.max(0, Math.ceil((untilMs - nowMs) / 1_000));
  return (
    <div role="alert" className="rounded-lg border border-warning/35 bg-warning/8 px-3 py-2 text-sm text-warning">
      The connection was lost. Trying to come back to the same call{seconds > 0 ? `; ${seconds} s left` : ""}. Nothing you say now is heard.
    </div>
  );
}
