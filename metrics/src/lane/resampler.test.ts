import { describe, expect, it } from "vitest";
import { Resampler } from "./resampler";

function tone(hz: number, rateHz: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, n) => Math.sin((2 * Math.PI * hz * n) / rateHz));
}
function levelDb(samples: Float32Array): number {
  return 10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length + 1e-20);
}

describe("Resampler", () => {
  it.each([
    [24_000, 16_000],
    [16_000, 24_000],
  ])("keeps a 1 kHz tone from %i to %i Hz: level, pitch, and no other sound above −75 dB", (from, to) => {
    const output = new Resampler(from, to).process(tone(1_000, from, from)).subarray(1_000, to - 1_000);
    expect(levelDb(output)).toBeCloseTo(-3.01, 1);
    // What remains after the best-fitting 1 kHz tone is taken out.
    let sine = 0;
    let cosine = 0;
    output.forEach((sample, n) => {
      sine += (2 * sample * Math.sin((2 * Math.PI * 1_000 * n) / to)) / output.length;
      cosine += (2 * sample * Math.cos((2 * Math.PI * 1_000 * n) / to)) / output.length;
    });
    const rest = output.map(
      (s, n) => s - sine * Math.sin((2 * Math.PI * 1_000 * n) / to) - cosine * Math.cos((2 * Math.PI * 1_000 * n) / to),
    );
    expect(levelDb(rest)).toBeLessThan(-75);
  });

  it("removes what the lower rate cannot carry", () => {
    const output = new Resampler(24_000, 16_000).process(tone(10_000, 24_000, 24_000)).subarray(1_000, 15_000);
    expect(levelDb(output)).toBeLessThan(-60);
  });

  it("gives the same samples frame by frame as in one piece, and 1,280 for each 1,920", () => {
    const input = tone(440, 24_000, 1_920 * 5);
    const whole = new Resampler(24_000, 16_000).process(input);
    const framed = new Resampler(24_000, 16_000);
    const frames = Array.from({ length: 5 }, (_, k) => framed.process(input.subarray(k * 1_920, (k + 1) * 1_920)));
    expect(frames.map((frame) => frame.length)).toEqual([1_280, 1_280, 1_280, 1_280, 1_280]);
    expect(Float32Array.from(frames.flatMap((frame) => [...frame]))).toEqual(whole);
  });
});
