import { describe, expect, it } from "vitest";
import { createUpsampler, floatToPcm16, pcm16ToFloat } from "./pcm";

describe("pcm16", () => {
  it("survives the round trip within one step, and clips", () => {
    const back = pcm16ToFloat(floatToPcm16(new Float32Array([0, 0.5, -0.5, 2, -2])));
    expect([...back].map((value) => Math.round(value * 100) / 100)).toEqual([0, 0.5, -0.5, 1, -1]);
  });

  it("reads views at odd offsets", () => {
    const bytes = floatToPcm16(new Float32Array([0.25, -0.25]));
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(pcm16ToFloat(shifted.subarray(1))[1]).toBeCloseTo(-0.25, 3);
  });
});

describe("createUpsampler", () => {
  it("doubles the rate of a tone without a seam between blocks", () => {
    const upsample = createUpsampler();
    const tone = (i: number, rateHz: number) => Math.sin((2 * Math.PI * 1_000 * i) / rateHz);
    const out: number[] = [];
    for (let block = 0; block < 4; block++) {
      out.push(...upsample(Float32Array.from({ length: 480 }, (_, i) => tone(block * 480 + i, 24_000))));
    }
    let worst = 0;
    for (let i = 100; i < out.length; i++) worst = Math.max(worst, Math.abs((out[i] ?? 0) - tone(i - 16, 48_000)));
    expect(out).toHaveLength(3_840);
    expect(worst).toBeLessThan(0.002);
  });
});
