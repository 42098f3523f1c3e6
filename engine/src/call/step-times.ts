/** Step times of one call in a fixed ring: the last RING_SIZE steps (80 s) for the live figure and the call's end alike. */

const RING_SIZE = 1_000;

export class StepTimes {
  private readonly ring = new Float64Array(RING_SIZE);
  private count = 0;

  add(stepMs: number): void {
    this.ring[this.count % RING_SIZE] = stepMs;
    this.count += 1;
  }

  /** Medians and tails by nearest rank; zeros before the first step. */
  summary(): { stepMsP50: number; stepMsP99: number } {
    const sorted = this.ring.slice(0, Math.min(this.count, RING_SIZE)).sort();
    return { stepMsP50: nearestRank(sorted, 0.5), stepMsP99: nearestRank(sorted, 0.99) };
  }
}

function nearestRank(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return 0;
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
  return Math.round(value * 1_000) / 1_000;
}
