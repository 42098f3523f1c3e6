import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import { describe, expect, it } from "vitest";
import { measurePeaks, measureSamples } from "./measure-samples";

const square = (amplitude: number, seconds: number) =>
  Float32Array.from({ length: seconds * SAMPLE_RATE_HZ }, (_, index) => (index % 200 < 100 ? amplitude : -amplitude));

describe("measureSamples", () => {
  it("counts samples that stay at full scale, not single peaks", () => {
    const samples = new Float32Array(SAMPLE_RATE_HZ);
    samples[10] = 1;
    samples.fill(1, 100, 105);
    expect(measureSamples(samples).clippedSamples).toBe(5);
  });

  it("finds the floor between words, in dBFS", () => {
    // half a second at 0.001 (−60 dB), half a second at 0.1 (−20 dB)
    const samples = new Float32Array(SAMPLE_RATE_HZ);
    samples.set(square(0.001, 0.5), 0);
    samples.set(square(0.1, 0.5), SAMPLE_RATE_HZ / 2);
    const figures = measureSamples(samples);
    expect(figures.noiseFloorDb).toBeCloseTo(-60, 1);
    expect(figures.signalToNoiseDb).toBeCloseTo(40, 1);
    expect(figures.silenceShare).toBe(0.5);
  });

  it("calls an empty recording silent", () => {
    expect(measureSamples(new Float32Array(0))).toEqual({ clippedSamples: 0, noiseFloorDb: -120, signalToNoiseDb: 0, silenceShare: 1 });
  });
});

describe("measurePeaks", () => {
  it("gives evenly spaced peaks between 0 and 1", () => {
    const samples = new Float32Array(1_000);
    samples[999] = -0.5;
    const peaks = measurePeaks(samples, 10);
    expect(peaks).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5]);
  });
});
