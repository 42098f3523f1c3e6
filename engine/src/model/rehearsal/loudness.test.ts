import { describe, expect, it } from "vitest";
import { measureLoudness } from "./loudness";

function tone(amplitude: number, seconds: number): Float32Array {
  return Float32Array.from({ length: 24_000 * seconds }, (_, n) => amplitude * Math.sin((2 * Math.PI * 997 * n) / 24_000));
}

describe("loudness", () => {
  it("measures the standard's calibration tone: 997 Hz at full scale is −3.01 LUFS in one channel", () => {
    expect(measureLoudness(tone(1, 5), 24_000)).toBeCloseTo(-3.01, 1);
    expect(measureLoudness(tone(0.1, 5), 24_000)).toBeCloseTo(-23.01, 1);
  });

  it("leaves pauses out, measures sounds shorter than a block, and calls silence silent", () => {
    const withPause = new Float32Array(24_000 * 10);
    withPause.set(tone(0.1, 5));
    expect(measureLoudness(withPause, 24_000)).toBeGreaterThan(-23.6);
    expect(measureLoudness(tone(0.1, 0.25), 24_000)).toBeCloseTo(-23, 0);
    expect(measureLoudness(new Float32Array(24_000), 24_000)).toBe(Number.NEGATIVE_INFINITY);
  });
});
