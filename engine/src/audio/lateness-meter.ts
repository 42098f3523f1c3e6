/**
 * How late packets come, by their own numbers: a packet of 20 ms with number n that arrives at t has been under way for t − 20·n plus a
 * constant; the spread of that over the last WINDOW_MS is the lateness a buffer has to cover. Pure apart from its own state.
 */
import { PACKET_MS } from "@duologue/protocol";

export const WINDOW_MS = 15_000;
const BUCKET_MS = 1_000;
/** A longer delay is no jitter: the client was silent (packets it does not send are not numbered), and a new line begins. */
export const NEW_LINE_MS = 480;

interface Bucket {
  startMs: number;
  leastMs: number;
  mostMs: number;
}

export class LatenessMeter {
  private buckets: Bucket[] = [];

  /** The last packet of a message came; the ones before it in the same message had been held back by the sender. */
  arrived(seq: number, nowMs: number): void {
    const transitMs = nowMs - seq * PACKET_MS;
    this.buckets = this.buckets.filter((bucket) => nowMs - bucket.startMs < WINDOW_MS);
    if (transitMs - this.leastMs > NEW_LINE_MS) this.buckets = [];
    const last = this.buckets.at(-1);
    if (!last || nowMs - last.startMs >= BUCKET_MS) {
      this.buckets.push({ startMs: nowMs, leastMs: transitMs, mostMs: transitMs });
    } else {
      last.leastMs = Math.min(last.leastMs, transitMs);
      last.mostMs = Math.max(last.mostMs, transitMs);
    }
  }

  /** When this packet would have come, had it been as early as the earliest of the last 15 s. −Infinity before the first packet. */
  dueMs(seq: number): number {
    return seq * PACKET_MS + (this.buckets.length === 0 ? Number.NEGATIVE_INFINITY : this.leastMs);
  }

  /** The latest of the last 15 s against the earliest, in ms; 0 before the first packet. */
  get latenessMs(): number {
    if (this.buckets.length === 0) return 0;
    return Math.max(...this.buckets.map((bucket) => bucket.mostMs)) - this.leastMs;
  }

  private get leastMs(): number {
    return Math.min(...this.buckets.map((bucket) => bucket.leastMs));
  }

  forget(): void {
    this.buckets = [];
  }
}
