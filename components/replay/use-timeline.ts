"use client";

import { useEffect, useState } from "react";
import { type FlowNames, type Replay, readTimeline } from "./read-timeline";

export interface LoadingReplay {
  replay: Replay | null;
  error: string | null;
}

/** Loads and reads the timeline once there is one. `names` has to be stable. */
export function useTimeline(url: string | null, names: FlowNames): LoadingReplay {
  const [state, setState] = useState<LoadingReplay>({ replay: null, error: null });
  useEffect(() => {
    if (url === null) return;
    const controller = new AbortController();
    fetch(url, { signal: controller.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error();
        const replay = readTimeline(await response.text(), names);
        if (!controller.signal.aborted) setState({ replay, error: null });
      })
      .catch(() => {
        if (!controller.signal.aborted)
          setState({ replay: null, error: "The timeline could not be loaded. Reload the page to try again." });
      });
    return () => controller.abort();
  }, [url, names]);
  return state;
}
