"use client";

import { useEffect, useState } from "react";
import { loadPeaks } from "./load-peaks";
import type { Peaks } from "./peaks";

export interface LoadingPeaks {
  peaks: Peaks | null;
  /** changes whenever there is more to draw */
  drawn: number;
  share: number | null;
  error: string | null;
}

export function usePeaks(url: string): LoadingPeaks {
  const [state, setState] = useState<LoadingPeaks>({ peaks: null, drawn: 0, share: 0, error: null });
  useEffect(() => {
    const controller = new AbortController();
    loadPeaks(url, controller.signal, (peaks, share) => setState({ peaks, drawn: peaks.buckets, share, error: null })).catch(
      (error: unknown) => {
        if (!controller.signal.aborted) {
          setState((before) => ({
            ...before,
            share: 1,
            error: error instanceof Error ? error.message : "The recording could not be read.",
          }));
        }
      },
    );
    return () => controller.abort();
  }, [url]);
  return state;
}
