import { FRAME_SAMPLES, PACKETS_PER_FRAME, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { expect, test } from "vitest";
import { createFrameDecoder, createFrameEncoder } from "./frame-codec";
import { rmsDb } from "./meters";

const tone = (frameIndex: number) =>
  Float32Array.from(
    { length: FRAME_SAMPLES },
    (_, i) => 0.25 * Math.sin((2 * Math.PI * 300 * (frameIndex * FRAME_SAMPLES + i)) / SAMPLE_RATE_HZ),
  );

test("PCM16 comes back to the sample", () => {
  const into = new Float32Array(FRAME_SAMPLES);
  expect(createFrameDecoder("pcm16").decode(createFrameEncoder("pcm16").encode(tone(0)), into)).toBe(0);
  expect(Math.max(...into.map((sample, i) => Math.abs(sample - (tone(0)[i] as number))))).toBeLessThanOrEqual(0.5 / 32_768);
});

test("Opus comes back as loud as it went, in 4 packets a frame", () => {
  const encoder = createFrameEncoder("opus");
  const decoder = createFrameDecoder("opus");
  const into = new Float32Array(FRAME_SAMPLES);
  for (let k = 0; k < 10; k++) {
    const packets = encoder.encode(tone(k));
    expect(packets).toHaveLength(PACKETS_PER_FRAME);
    expect(decoder.decode(packets, into)).toBe(0);
  }
  expect(Math.abs(rmsDb(into) - rmsDb(tone(9)))).toBeLessThan(1);
});

test("lost packets are silence; unreadable ones are counted and silence", () => {
  const into = new Float32Array(FRAME_SAMPLES).fill(1);
  expect(createFrameDecoder("opus").decode([null, Uint8Array.of(255, 255, 255, 1), null, null], into)).toBe(1);
  expect(into.every((sample) => sample === 0)).toBe(true);
});

test("a packet of another length than 20 ms is refused", () => {
  const into = new Float32Array(FRAME_SAMPLES);
  expect(createFrameDecoder("pcm16").decode([new Uint8Array(100), null, null, null], into)).toBe(1);
});
