/** How often one client misbehaves, and how much it sends: a few slips are told, a stream of them ends the connection. */
import type { Clock } from "../call/ports";

const WINDOW_MS = 10_000;
const MAX_SLIPS_PER_WINDOW = 20;
/** 50 audio messages a second are one per packet; the rest is room for orders and for a burst after a stall. */
const MAX_MESSAGES_PER_WINDOW = 1_500;

export class MisuseMeter {
  private windowStartMs = Number.NEGATIVE_INFINITY;
  private slips = 0;
  private messages = 0;

  constructor(private readonly clock: Clock) {}

  /** Counts any message. False: too many. */
  message(): boolean {
    this.roll();
    this.messages += 1;
    return this.messages <= MAX_MESSAGES_PER_WINDOW;
  }

  /** Counts a message that was refused. False: one too many. */
  slip(): boolean {
    this.roll();
    this.slips += 1;
    return this.slips <= MAX_SLIPS_PER_WINDOW;
  }

  private roll(): void {
    const nowMs = this.clock.nowMs();
    if (nowMs - this.windowStartMs < WINDOW_MS) return;
    this.windowStartMs = nowMs;
    this.slips = 0;
    this.messages = 0;
  }
}
