import { describe, expect, it } from "vitest";
import { createSendQueue } from "./send-queue";

const packet = (seq: number) => ({ seq, bytes: new Uint8Array([seq]) });

describe("createSendQueue", () => {
  it("hands out consecutive packets as one message", () => {
    const queue = createSendQueue();
    for (const seq of [3, 4, 5, 9, 10]) queue.push(packet(seq));
    expect(queue.takeRuns().map((run) => run.map(({ seq }) => seq))).toEqual([
      [3, 4, 5],
      [9, 10],
    ]);
    expect(queue.waiting).toBe(0);
    expect(queue.takeRuns()).toEqual([]);
  });

  it("keeps half a second, drops the oldest, and counts them", () => {
    const queue = createSendQueue();
    for (let seq = 0; seq < 30; seq++) queue.push(packet(seq));
    expect(queue.waiting).toBe(25);
    expect(queue.dropped).toBe(5);
    expect(queue.takeRuns()[0]?.[0]?.seq).toBe(5);
  });

  it("counts what is thrown away when the connection is gone", () => {
    const queue = createSendQueue();
    queue.push(packet(0));
    queue.clear();
    expect([queue.waiting, queue.dropped]).toEqual([0, 1]);
  });
});
