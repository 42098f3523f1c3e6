import { describe, expect, it } from "vitest";
import { createJitterMargin } from "./jitter-margin";

/** Feeds `count` frames of 80 ms whose lateness comes from `lateMs`. */
function feed(margin: ReturnType<typeof createJitterMargin>, count: number, lateMs: (k: number) => number, from = 0): number {
  for (let k = from; k < from + count; k++) margin.arrived(k * 4, k * 80 + lateMs(k));
  return (from + count) * 80;
}

describe("createJitterMargin", () => {
  it("starts at 60 ms, before anything is known", () => {
    expect(createJitterMargin().valueMs(0)).toBe(60);
  });

  it("settles at its least on a calm network", () => {
    const margin = createJitterMargin();
    expect(margin.valueMs(feed(margin, 100, (k) => k % 3))).toBe(40);
  });

  it("grows with the spread of arrivals, up to a limit", () => {
    const margin = createJitterMargin();
    expect(margin.valueMs(feed(margin, 100, (k) => (k % 4 === 0 ? 100 : 0)))).toBe(140);
    expect(margin.valueMs(feed(margin, 125, (k) => (k % 4 === 0 ? 2_000 : 0), 100))).toBe(320);
  });

  it("rises at once when the player runs dry and forgets it slowly", () => {
    const margin = createJitterMargin();
    const nowMs = feed(margin, 100, () => 0);
    margin.ranDry(nowMs);
    expect(margin.valueMs(nowMs)).toBe(60);
    margin.ranDry(nowMs);
    expect(margin.valueMs(nowMs)).toBe(100);
    expect(margin.valueMs(nowMs + 20_000)).toBe(60);
    expect(margin.valueMs(nowMs + 60_000)).toBe(40);
  });

  it("forgets old arrivals after a jump", () => {
    const margin = createJitterMargin();
    feed(margin, 100, (k) => (k % 2) * 200);
    margin.forget();
    expect(margin.valueMs(100_000)).toBe(60);
  });
});
