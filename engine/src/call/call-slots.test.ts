import { describe, expect, test } from "vitest";
import { CallSlots, estimateWaitSeconds } from "./call-slots";

describe("call slots", () => {
  test("grants up to its capacity, queues in order, then is full", () => {
    const slots = new CallSlots(1, 2);
    const granted: string[] = [];
    const ask = (id: string) => slots.request(id, () => granted.push(id));
    expect([ask("a"), ask("b"), ask("c"), ask("d")]).toEqual(["granted", "queued", "queued", "full"]);
    expect([slots.position("b"), slots.position("c"), slots.position("a")]).toEqual([1, 2, 0]);
    slots.release("b");
    expect(slots.position("c")).toBe(1);
    slots.release("a");
    expect(granted).toEqual(["a", "c"]);
    expect(slots.taken).toBe(1);
  });

  test("nobody overtakes the queue, and a capacity of zero never grants", () => {
    const slots = new CallSlots(0, 1);
    expect(slots.request("a", () => {})).toBe("queued");
    slots.release("nobody");
    expect(slots.taken).toBe(0);
  });
});

describe("the wait", () => {
  const live = [
    { elapsedSeconds: 50, limitSeconds: 600 },
    { elapsedSeconds: 20, limitSeconds: 600 },
  ];
  test("by the typical length: the first frees after 10 s, the second after 40 s, the third where the first was", () => {
    expect([1, 2, 3].map((position) => estimateWaitSeconds(position, live, 60))).toEqual([10, 40, 70]);
  });
  test("by the limits where no call has ended yet", () => {
    expect(estimateWaitSeconds(1, live, null)).toBe(550);
  });
  test("unknown where nothing runs", () => {
    expect(estimateWaitSeconds(1, [], 60)).toBeNull();
  });
});
