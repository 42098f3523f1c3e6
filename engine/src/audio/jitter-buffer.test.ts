import { describe, expect, test } from "vitest";
import { BOUND_PACKETS, DRIFT_TICKS, JitterBuffer, TARGET_MS } from "./jitter-buffer";

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
    expect(take(TARGET_MS - 1)).toBeNull();
    expect(take(TARGET_MS)).toEqual([0, 1, 2, 3]);
    // the lane had not begun: nothing was missing
    expect(buffer.counts.missingFrames).toBe(0);
  });

  test("goes on without waiting once it plays, and waits again after it ran empty", () => {
    const { buffer, take } = setUp();
    buffer.put(0, message(0), 0);
    expect(take(50)).toEqual([0, 1, 2, 3]);
    buffer.put(4, message(4), 129);
    expect(take(130)).toEqual([4, 5, 6, 7]);
    expect(take(210)).toBeNull();
    buffer.put(8, message(8), 289);
    expect(take(290)).toBeNull();
    expect(take(370)).toEqual([8, 9, 10, 11]);
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
    // 28 packets held: 5 frames go, 8 packets stay
    expect(buffer.put(24, message(24), 0)).toBe(5);
    expect(take(80)).toEqual([20, 21, 22, 23]);
    expect(buffer.counts.droppedFrames).toBe(5);
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
});
