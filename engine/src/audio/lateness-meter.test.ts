import { expect, test } from "vitest";
import { LatenessMeter, NEW_LINE_MS, WINDOW_MS } from "./lateness-meter";

/** Packets at cadence, each `lateMs(seq)` late. */
function hear(meter: LatenessMeter, fromSeq: number, count: number, lateMs: (seq: number) => number = () => 0): void {
  for (let seq = fromSeq; seq < fromSeq + count; seq++) meter.arrived(seq, 20 * seq + lateMs(seq));
}

test("is the spread of the delay, whatever the delay itself", () => {
  const meter = new LatenessMeter();
  expect(meter.latenessMs).toBe(0);
  hear(meter, 0, 100, () => 300);
  expect(meter.latenessMs).toBe(0);
  hear(meter, 100, 100, (seq) => (seq === 150 ? 390 : 300));
  expect(meter.latenessMs).toBe(90);
});

test("forgets after its window", () => {
  const meter = new LatenessMeter();
  hear(meter, 0, 100, (seq) => (seq === 50 ? 90 : 0));
  expect(meter.latenessMs).toBe(90);
  hear(meter, 100, WINDOW_MS / 20);
  expect(meter.latenessMs).toBe(0);
});

test("a caller who was silent for a while is not late", () => {
  const meter = new LatenessMeter();
  hear(meter, 0, 100);
  hear(meter, 100, 100, () => NEW_LINE_MS + 5_000);
  expect(meter.latenessMs).toBe(0);
});
