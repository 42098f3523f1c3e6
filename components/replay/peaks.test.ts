import { describe, expect, it } from "vitest";
import { createPeaks } from "./peaks";
import { readWavHeader } from "./wav-header";

/** A stereo WAV at 1 kHz: ten samples are one bucket. */
function wav(samples: [number, number][], { dataBytes = samples.length * 4, extraChunk = false } = {}): Uint8Array {
  const head = extraChunk ? 44 + 8 + 6 : 44;
  const bytes = new Uint8Array(head + samples.length * 4);
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string) =>
    bytes.set(
      [...word].map((letter) => letter.charCodeAt(0)),
      at,
    );
  text(0, "RIFF");
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, 1_000, true);
  view.setUint16(34, 16, true);
  if (extraChunk) {
    text(36, "LIST");
    view.setUint32(40, 5, true);
  }
  text(head - 8, "data");
  view.setUint32(head - 4, dataBytes, true);
  for (const [i, [left, right]] of samples.entries()) {
    view.setInt16(head + i * 4, left, true);
    view.setInt16(head + i * 4 + 2, right, true);
  }
  return bytes;
}

describe("readWavHeader", () => {
  it("finds the samples, also behind an odd chunk", () => {
    expect(readWavHeader(wav([[1, 2]]))).toEqual({ sampleRateHz: 1_000, channels: 2, bitsPerSample: 16, dataOffset: 44, dataBytes: 4 });
    expect(readWavHeader(wav([[1, 2]], { extraChunk: true }))?.dataOffset).toBe(58);
  });

  it("waits for more bytes, and refuses what is no WAV", () => {
    expect(readWavHeader(wav([]).subarray(0, 30))).toBeNull();
    expect(() => readWavHeader(new TextEncoder().encode("<!doctype html><html>"))).toThrow("not a WAV");
  });

  it("does not believe the length of a file whose writer died", () => {
    expect(readWavHeader(wav([[1, 2]], { dataBytes: 0 }))?.dataBytes).toBeNull();
    expect(readWavHeader(wav([[1, 2]], { dataBytes: 0xffff_ffff }))?.dataBytes).toBeNull();
  });
});

describe("createPeaks", () => {
  const samples = Array.from({ length: 25 }, (_, i): [number, number] => [i < 10 ? 16_384 : 0, i >= 20 ? -32_768 : 0]);

  it("keeps the highest level per lane and 10 ms, the unfinished one too", () => {
    const peaks = createPeaks(1_000, 2);
    peaks.add(wav(samples).subarray(44));
    expect(peaks.buckets).toBe(3);
    expect(peaks.durationMs).toBe(25);
    expect(peaks.highest(0, 0, 1)).toBeCloseTo(0.5, 2);
    expect(peaks.highest(0, 1, 3)).toBe(0);
    expect(peaks.highest(1, 0, 3)).toBe(1);
  });

  it("does not mind where the stream is cut", () => {
    const whole = wav(samples).subarray(44);
    const peaks = createPeaks(1_000, 2);
    for (let at = 0; at < whole.length; at += 3) peaks.add(whole.slice(at, at + 3));
    expect([peaks.buckets, peaks.highest(0, 0, 1), peaks.highest(1, 2, 3)]).toEqual([3, 128 / 255, 1]);
  });

  it("grows with the recording", () => {
    const peaks = createPeaks(1_000, 2);
    for (let k = 0; k < 70; k++) peaks.add(wav(Array.from({ length: 1_000 }, (): [number, number] => [k * 400, 0])).subarray(44));
    expect(peaks.buckets).toBe(7_000);
    expect(peaks.highest(0, 6_999, 7_000)).toBeGreaterThan(0.8);
  });
});
