import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import { expect, it } from "vitest";
import { levelEars } from "../../test/level-ears";
import { tone } from "../../test/write-wav";
import { findVoiceSpans, listenTo } from "./ears";
import { toSampleRate } from "./read-wav";

it("converts piece by piece to what it would be in one piece", async () => {
  const samples = tone(440, 2.7, SAMPLE_RATE_HZ);
  const { pcm, probabilities } = await listenTo(levelEars, samples);
  expect(pcm).toEqual(toSampleRate(samples, SAMPLE_RATE_HZ, 16_000));
  expect(probabilities).toHaveLength(Math.ceil(pcm.length / 512));
  expect((await listenTo(levelEars, new Float32Array(0))).pcm).toHaveLength(0);
});

it("finds where there is voice, never past the end of the sound", async () => {
  const samples = new Float32Array(SAMPLE_RATE_HZ);
  samples.set(tone(440, 0.5, SAMPLE_RATE_HZ), SAMPLE_RATE_HZ / 2);
  const [span, ...rest] = await findVoiceSpans(levelEars, samples);
  expect(rest).toEqual([]);
  expect(span?.startMs).toBeGreaterThan(430);
  expect(span?.startMs).toBeLessThan(510);
  expect(span?.endMs).toBe(1_000);
});
