/** Who may be primed or live now, and who waits, in order of asking. Never more than `capacity` hold a slot. */

export class CallSlots {
  private readonly holders = new Set<string>();
  private readonly waiting: { callId: string; onGranted: () => void }[] = [];

  constructor(
    readonly capacity: number,
    private readonly maxWaiting: number,
  ) {}

  get taken(): number {
    return this.holders.size;
  }
  get waitingIds(): string[] {
    return this.waiting.map((entry) => entry.callId);
  }

  /** Grants at once (calling back before it returns), queues, or answers "full". */
  request(callId: string, onGranted: () => void): "granted" | "queued" | "full" {
    if (this.holders.size < this.capacity && this.waiting.length === 0) {
      this.holders.add(callId);
      onGranted();
      return "granted";
    }
    if (this.waiting.length >= this.maxWaiting) return "full";
    this.waiting.push({ callId, onGranted });
    return "queued";
  }

  /** Gives back a slot or a place in the queue; harmless for a call that has neither. */
  release(callId: string): void {
    this.holders.delete(callId);
    const at = this.waiting.findIndex((entry) => entry.callId === callId);
    if (at >= 0) this.waiting.splice(at, 1);
    while (this.holders.size < this.capacity) {
      const next = this.waiting.shift();
      if (!next) return;
      this.holders.add(next.callId);
      next.onGranted();
    }
  }

  /** 1 for the next to be served, 0 where the call does not wait. */
  position(callId: string): number {
    return this.waiting.findIndex((entry) => entry.callId === callId) + 1;
  }
}

/**
 * Seconds until the call at `position` (from 1) gets a slot, were every call to last `typicalSeconds` or its own limit.
 * `live` holds elapsed and allowed seconds of each running call. Null where nothing runs, so nothing can be said.
 */
export function estimateWaitSeconds(
  position: number,
  live: readonly { elapsedSeconds: number; limitSeconds: number }[],
  typicalSeconds: number | null,
): number | null {
  if (live.length === 0 || position < 1) return null;
  const lengthOf = (limitSeconds: number) => Math.min(limitSeconds, typicalSeconds ?? limitSeconds);
  const frees = live.map((call) => Math.max(1, lengthOf(call.limitSeconds) - call.elapsedSeconds));
  const nextLength = typicalSeconds ?? Math.max(...live.map((call) => call.limitSeconds));
  let wait = 0;
  for (let k = 0; k < position; k++) {
    frees.sort((a, b) => a - b);
    wait = frees[0] as number;
    frees[0] = wait + nextLength;
  }
  return Math.ceil(wait);
}
