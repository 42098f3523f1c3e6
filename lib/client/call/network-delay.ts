/** Round trip between page and engine, as the median of the last pings, so that one slow one does not frighten anybody. */

const KEPT = 15;

export interface NetworkDelay {
  add(roundTripMs: number): void;
  medianMs(): number | null;
  reset(): void;
}

export function createNetworkDelay(): NetworkDelay {
  let kept: number[] = [];
  return {
    add(roundTripMs) {
      kept = [...kept, roundTripMs].slice(-KEPT);
    },
    medianMs() {
      if (kept.length === 0) return null;
      const sorted = [...kept].sort((a, b) => a - b);
      const middle = sorted.length >> 1;
      const upper = sorted[middle] ?? 0;
      return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
    },
    reset() {
      kept = [];
    },
  };
}
