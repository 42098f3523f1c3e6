import { describe, expect, it } from "vitest";
import { followWindow, panWindow, ticksOf, wholeWindow, zoomWindow } from "./view-window";

const DURATION = 60_000;

describe("zoomWindow", () => {
  it("keeps the moment under the pointer in its place", () => {
    const zoomed = zoomWindow(wholeWindow(DURATION), 4, 45_000, DURATION);
    expect(zoomed).toEqual({ fromMs: 33_750, toMs: 48_750 });
    expect((45_000 - zoomed.fromMs) / (zoomed.toMs - zoomed.fromMs)).toBeCloseTo(0.75);
  });

  it("stays inside the call, between half a second and the whole", () => {
    expect(zoomWindow({ fromMs: 0, toMs: 600 }, 100, 0, DURATION)).toEqual({ fromMs: 0, toMs: 500 });
    expect(zoomWindow({ fromMs: 50_000, toMs: 60_000 }, 0.001, 55_000, DURATION)).toEqual(wholeWindow(DURATION));
    expect(zoomWindow(wholeWindow(200), 2, 100, 200)).toEqual({ fromMs: 0, toMs: 200 });
  });
});

it("pans up to the edges", () => {
  expect(panWindow({ fromMs: 10_000, toMs: 20_000 }, 5_000, DURATION)).toEqual({ fromMs: 15_000, toMs: 25_000 });
  expect(panWindow({ fromMs: 10_000, toMs: 20_000 }, -50_000, DURATION)).toEqual({ fromMs: 0, toMs: 10_000 });
  expect(panWindow({ fromMs: 10_000, toMs: 20_000 }, 90_000, DURATION)).toEqual({ fromMs: 50_000, toMs: 60_000 });
});

it("turns the page in playback and centres after a seek", () => {
  const window = { fromMs: 10_000, toMs: 20_000 };
  expect(followWindow(window, 15_000, DURATION)).toBe(window);
  expect(followWindow(window, 20_100, DURATION)).toEqual({ fromMs: 20_100, toMs: 30_100 });
  expect(followWindow(window, 45_000, DURATION)).toEqual({ fromMs: 40_000, toMs: 50_000 });
});

it("rules at round moments that have room", () => {
  expect(ticksOf({ fromMs: 0, toMs: 10_000 }, 800).ticksMs).toEqual([
    0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000,
  ]);
  expect(ticksOf({ fromMs: 1_300, toMs: 61_300 }, 400).stepMs).toBe(15_000);
});
