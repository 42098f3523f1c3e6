import { describe, expect, test } from "vitest";
import { BOUND_PACKETS, DRIFT_TICKS, JitterBuffer, MAX_TARGET_MS, MIN_TARGET_MS } from "./jitter-buffer";

/** A packet that says its own number. */
const packet = (seq: number) => Uint8Array.of(seq);
const message = (seq: number, count = 4) => Array.from({ length: count }, (_, k) => packet(seq + k));

function setUp() {
  const buffer = new JitterBuffer();
  const into: (Uint8Array | null)[] = [null, null, null, null];
  return {
    buffer,
    take: (nowMs: number, expected = true) => buffer.take(nowMs, into, expected)?.map((bytes) => bytes?.[0] ?? null) ?? null,
  };
}

describe("jitter buffer", () => {
  test("starts when a full frame has waited for the target time", () => {
    const { buffer, take } = setUp();
    buffer.put(0, message(0), 0);
    expect(take(MIN_TARGET_MS - 1)).toBeNull();
    expect(take(MIN_TARGET_MS)).toEqual([0, 1, 2, 3]);
    // the lane had not begun: nothing was missing
    expect(buffer.counts.missingFrames).toBe(0);
  });

  test("goes on without waiting once it plays, and after it ran empty as soon as the head room is there", () => {
    const { buffer, take } = setUp();
    buffer.put(0, message(0), 0);
    expect(take(50)).toEqual([0, 1, 2, 3]);
    buffer.put(4, message(4), 129);
    expect(take(130)).toEqual([4, 5, 6, 7]);
    expect(take(210)).toBeNull();
    buffer.put(8, message(8), 289);
    // due at 160, 129 ms late, and so much is the target now
    expect(take(288)).toBeNull();
    expect(take(290)).toEqual([8, 9, 10, 11]);
    expect(buffer.counts).toMatchObject({ missingFrames: 2, lostPackets: 0, droppedFrames: 0 });
  });

  test("an empty buffer is not counted while nothing is expected", () => {
    const { buffer, take } = setUp();
    buffer.put(0, message(0), 0);
    take(80);
    expect(take(160, false)).toBeNull();
    expect(buffer.counts.missingFrames).toBe(0);
    expect(take(240, true)).toBeNull();
    expect(buffer.counts.missingFrames).toBe(1);
  });

  test("puts packets in order and drops duplicates and late ones", () => {
    const { buffer, take } = setUp();
    buffer.put(2, message(2, 2), 0);
    buffer.put(0, message(0, 2), 0);
    buffer.put(1, message(1, 1), 0);
    expect(take(80)).toEqual([0, 1, 2, 3]);
    buffer.put(3, message(3, 1), 90);
    expect(buffer.counts).toMatchObject({ duplicatePackets: 1, latePackets: 1 });
  });

  test("fills a short gap with silence", () => {
    const { buffer, take } = setUp();
    buffer.put(0, message(0, 1), 0);
    buffer.put(3, message(3, 5), 0);
    expect(take(80)).toEqual([0, null, null, 3]);
    expect(take(160)).toEqual([4, 5, 6, 7]);
    expect(buffer.counts.lostPackets).toBe(2);
  });

  test("skips a long gap: the silent ticks stood for it", () => {
    const { buffer, take } = setUp();
    buffer.put(0, message(0), 0);
    expect(take(80)).toEqual([0, 1, 2, 3]);
    buffer.put(20, message(20), 400);
    expect(take(480)).toEqual([20, 21, 22, 23]);
    expect(buffer.counts.lostPackets).toBe(0);
  });

  test("drops the oldest frames past its bound, and counts them", () => {
    const { buffer, take } = setUp();
    for (let seq = 0; seq < BOUND_PACKETS; seq += 4) expect(buffer.put(seq, message(seq), 0)).toBe(0);
    // 28 packets at once, so the target is at its highest: 4 frames go; a frame and 160 ms stay
    expect(buffer.put(24, message(24), 0)).toBe(4);
    expect(take(80)).toEqual([16, 17, 18, 19]);
    expect(buffer.counts.droppedFrames).toBe(4);
  });

  test("a flood never holds more than its bound", () => {
    const { buffer } = setUp();
    for (let k = 0; k < 200; k++) buffer.put(k * 50, message(k * 50, 50), k);
    expect(buffer.bufferedFrames).toBeLessThanOrEqual(BOUND_PACKETS / 4);
  });

  test("sheds one frame when the spare stayed unused for a while", () => {
    const { buffer, take } = setUp();
    buffer.put(0, message(0, 12), 0);
    for (let k = 0; k < DRIFT_TICKS; k++) {
      take(80 * (k + 1));
      buffer.put(12 + 4 * k, message(12 + 4 * k), 80 * (k + 1));
    }
    expect(buffer.counts.droppedFrames).toBe(1);
    expect(buffer.bufferedFrames).toBe(2);
  });

  test("a client that came back may start anywhere", () => {
    const { buffer, take } = setUp();
    buffer.put(1_000, message(1_000), 0);
    expect(take(80)).toEqual([1_000, 1_001, 1_002, 1_003].map((seq) => seq % 256));
    buffer.put(0, message(0), 100);
    expect(take(180)).toEqual([0, 1, 2, 3]);
    expect(buffer.nextSeq).toBe(4);
  });

  test("the target follows what came late, between its bounds", () => {
    const { buffer } = setUp();
    for (let seq = 0; seq < 50; seq++) buffer.put(seq, message(seq, 1), 20 * seq);
    expect(buffer.targetMs).toBe(MIN_TARGET_MS);
    buffer.put(50, message(50, 1), 20 * 50 + 90);
    expect(buffer.targetMs).toBe(90);
    buffer.put(51, message(51, 1), 20 * 51 + 300);
    expect(buffer.targetMs).toBe(MAX_TARGET_MS);
  });

  test.each([0, 20, 40, 60])(
    "a stall of 150 ms that comes again every 3 s is heard when it comes first (tick %i ms after a packet)",
    (phaseMs) => {
      const { buffer, take } = setUp();
      const arrivalMs = (seq: number) => {
        const sinceStallMs = (20 * seq) % 3_000;
        return sinceStallMs < 150 && seq > 50 ? 20 * seq + 150 - sinceStallMs : 20 * seq;
      };
      let seq = 0;
      let heardFrames = 0;
      let missedAtFirst = 0;
      for (let tick = 0; tick < 1_500; tick++) {
        const nowMs = 80 * tick + phaseMs;
        for (; arrivalMs(seq) <= nowMs; seq++) buffer.put(seq, message(seq, 1), arrivalMs(seq));
        if (take(nowMs)) heardFrames++;
        if (nowMs < 4_000) missedAtFirst = buffer.counts.missingFrames;
      }
      expect(missedAtFirst).toBeLessThanOrEqual(2);
      expect(buffer.counts.missingFrames).toBe(missedAtFirst);
      expect(buffer.counts.droppedFrames).toBe(0);
      expect(heardFrames).toBeGreaterThan(1_490);
    },
  );

  test("a steady client in packets of 20 ms misses and loses nothing in two minutes", () => {
    const { buffer, take } = setUp();
    let seq = 0;
    for (let tick = 0; tick < 1_500; tick++) {
      // up to 25 ms late, and a tick that is late itself now and then
      const nowMs = 80 * tick + (tick % 7 === 0 ? 30 : 0);
      for (; 20 * seq + ((seq * 7) % 26) <= nowMs; seq++) buffer.put(seq, message(seq, 1), 20 * seq + ((seq * 7) % 26));
      take(nowMs);
    }
    expect(buffer.counts).toEqual({ droppedFrames: 0, missingFrames: 0, lostPackets: 0, latePackets: 0, duplicatePackets: 0 });
  });
});
