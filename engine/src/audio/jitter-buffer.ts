/**
 * The one jitter buffer, on the caller's lane. Its policy, whole:
 *
 * - It holds encoded 20 ms packets by sequence number; a frame is 4 of them and is taken once per 80 ms tick.
 * - **Target.** What packets came late in the last 15 s (lateness-meter.ts), no less than MIN_TARGET_MS (40 ms) and no more than
 *   MAX_TARGET_MS (160 ms). Playout starts at the first tick at which a full frame is held that was due the target ago: with a steady
 *   client that leaves 40-120 ms of head room. The same rule holds after the buffer ran empty, so that a stall which comes again
 *   is heard once. A rising target alone changes nothing: delay is added only where silence had to be put in anyway.
 * - **Empty.** With less than a full frame, the tick gets silence, counted as a missing frame once the lane has begun. What comes later
 *   is still played, so the delay grows by what was missing.
 * - **Gap.** Up to 3 lost packets (60 ms) inside what is held are filled with silence, each counted as lost. A longer gap is
 *   skipped: the silent ticks stood for it already. A jump by more than a second, either way, is a new start (a client that came back).
 * - **Late or duplicate** packets (already played, or held already) are dropped and counted.
 * - **Bound.** More than BOUND_PACKETS (480 ms) held: the oldest whole frames are dropped down to a frame and the target, and counted as
 *   dropped. So the delay stays under half a second and memory under 25 packets, whatever the client sends.
 * - **Drift.** If for DRIFT_TICKS (4 s) never less than one spare frame beside the target (at least two frames) was held after a
 *   take, one frame is dropped: the client's clock runs faster than ours, or an old stall left delay behind.
 *
 * Pure apart from its own state; time comes in by argument.
 */
import { PACKET_MS, PACKETS_PER_FRAME } from "@duologue/protocol";
import { LatenessMeter } from "./lateness-meter";

export const MIN_TARGET_MS = 40;
export const MAX_TARGET_MS = 160;
export const BOUND_PACKETS = 24;
export const MAX_CONCEALED_PACKETS = 3;
export const DRIFT_TICKS = 50;
const RESTART_JUMP_PACKETS = 50;

export interface JitterCounts {
  /** frames thrown away: bound or drift */
  droppedFrames: number;
  /** ticks that found no frame */
  missingFrames: number;
  /** packets concealed inside a frame */
  lostPackets: number;
  latePackets: number;
  duplicatePackets: number;
}

interface Held {
  seq: number;
  bytes: Uint8Array;
}

export class JitterBuffer {
  readonly counts: JitterCounts = { droppedFrames: 0, missingFrames: 0, lostPackets: 0, latePackets: 0, duplicatePackets: 0 };
  /** in order of seq */
  private held: Held[] = [];
  /** next packet to be played; null before the first */
  private playSeq: number | null = null;
  private highestSeq = -1;
  private playing = false;
  private spareTicks = 0;
  private readonly lateness = new LatenessMeter();

  /** How long a frame waits before playout starts, by what the last seconds were like. */
  get targetMs(): number {
    return Math.min(MAX_TARGET_MS, Math.max(MIN_TARGET_MS, this.lateness.latenessMs));
  }

  /** Next sequence number a resuming client should use. */
  get nextSeq(): number {
    return this.highestSeq + 1;
  }

  get bufferedFrames(): number {
    return Math.floor(this.held.length / PACKETS_PER_FRAME);
  }

  /** Takes the packets of one message. Returns how many whole frames had to be dropped because the bound was passed. */
  put(seq: number, packets: readonly Uint8Array[], nowMs: number): number {
    if (this.highestSeq >= 0 && Math.abs(seq - this.nextSeq) > RESTART_JUMP_PACKETS) this.restart(seq);
    for (let k = 0; k < packets.length; k++) this.insert(seq + k, packets[k] as Uint8Array);
    this.lateness.arrived(seq + packets.length - 1, nowMs);
    if (this.held.length <= BOUND_PACKETS) return 0;
    let frames = 0;
    while (this.held.length >= this.targetPackets + 2 * PACKETS_PER_FRAME) {
      this.dropFrame();
      frames += 1;
    }
    return frames;
  }

  /**
   * The next frame: 4 packets (null = lost), or null when the tick must do with silence. Writes into `into` and returns it.
   * `expected` false (caller muted or gone): an empty buffer is not counted.
   */
  take(nowMs: number, into: (Uint8Array | null)[], expected = true): (Uint8Array | null)[] | null {
    if (!this.readyAt(nowMs)) {
      if (expected && this.playSeq !== null) this.counts.missingFrames += 1;
      this.playing = false;
      this.spareTicks = 0;
      return null;
    }
    this.playing = true;
    this.skipLongGap();
    for (let k = 0; k < PACKETS_PER_FRAME; k++) {
      const first = this.held[0];
      const wanted = this.playSeq as number;
      if (first && first.seq === wanted) {
        into[k] = first.bytes;
        this.held.shift();
      } else {
        into[k] = null;
        this.counts.lostPackets += 1;
      }
      this.playSeq = wanted + 1;
    }
    this.trimDrift();
    return into;
  }

  private readyAt(nowMs: number): boolean {
    const last = this.held[this.frameEnd() - 1];
    if (!last) return false;
    return this.playing || nowMs - this.lateness.dueMs(last.seq) >= this.targetMs;
  }

  /** How many held packets fill the next frame, 0 when they do not: short gaps count as filled once something after them came. */
  private frameEnd(): number {
    const first = this.held[0];
    if (!first) return 0;
    let start = this.playSeq ?? first.seq;
    if (first.seq - start > MAX_CONCEALED_PACKETS) start = first.seq;
    const reach = this.held[this.held.length - 1] as Held;
    if (reach.seq < start + PACKETS_PER_FRAME - 1) return 0;
    let count = 0;
    while (count < this.held.length && (this.held[count] as Held).seq < start + PACKETS_PER_FRAME) count += 1;
    return Math.max(1, count);
  }

  private skipLongGap(): void {
    const first = this.held[0] as Held;
    if (this.playSeq === null || first.seq - this.playSeq > MAX_CONCEALED_PACKETS) this.playSeq = first.seq;
  }

  private insert(seq: number, bytes: Uint8Array): void {
    if (this.playSeq !== null && seq < this.playSeq) {
      this.counts.latePackets += 1;
      return;
    }
    let at = this.held.length;
    while (at > 0 && (this.held[at - 1] as Held).seq > seq) at -= 1;
    if (at > 0 && (this.held[at - 1] as Held).seq === seq) {
      this.counts.duplicatePackets += 1;
      return;
    }
    this.held.splice(at, 0, { seq, bytes });
    if (seq > this.highestSeq) this.highestSeq = seq;
  }

  private get targetPackets(): number {
    return Math.ceil(this.targetMs / PACKET_MS);
  }

  private trimDrift(): void {
    this.spareTicks = this.held.length >= PACKETS_PER_FRAME + Math.max(PACKETS_PER_FRAME, this.targetPackets) ? this.spareTicks + 1 : 0;
    if (this.spareTicks < DRIFT_TICKS) return;
    this.spareTicks = 0;
    this.dropFrame();
  }

  private dropFrame(): void {
    this.held.splice(0, PACKETS_PER_FRAME);
    this.playSeq = this.held[0]?.seq ?? this.nextSeq;
    this.counts.droppedFrames += 1;
  }

  private restart(seq: number): void {
    this.held = [];
    this.playSeq = null;
    this.lateness.forget();
    this.highestSeq = seq - 1;
    this.playing = false;
  }
}
