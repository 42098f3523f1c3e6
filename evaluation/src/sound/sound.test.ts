import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import { describe, expect, it, test } from "vitest";
import { tone, writeWav } from "../../test/write-wav";
import { createBiquad, highPass, highShelf, lowPass } from "./biquad";
import { colourSound } from "./colour-sound";
import { measureDb } from "./decibels";
import { createLineSpeaker } from "./line-speaker";
import { makeNoise } from "./make-noise";
import { readWav, toSampleRate } from "./read-wav";

/** What is left of a sine after something, in dB; the first tenth is left out. */
function gainDb(hz: number, change: (samples: Float32Array) => Float32Array): number {
  const sine = tone(hz, 1, SAMPLE_RATE_HZ);
  const changed = change(sine.slice());
  return measureDb(changed.subarray(2_400, 24_000)) - measureDb(sine.subarray(2_400, 24_000));
}

describe("filters", () => {
  test.each([
    ["a low pass leaves what is below it", lowPass(3_000, SAMPLE_RATE_HZ), 300, 0],
    ["is 3 dB down at its edge", lowPass(3_000, SAMPLE_RATE_HZ), 3_000, -3],
    ["a high pass leaves what is above it", highPass(300, SAMPLE_RATE_HZ), 3_000, 0],
    ["is 3 dB down at its edge", highPass(300, SAMPLE_RATE_HZ), 300, -3],
    ["a high shelf leaves what is below it", highShelf(4_000, -5, SAMPLE_RATE_HZ), 300, 0],
    ["and takes its gain off above it", highShelf(4_000, -5, SAMPLE_RATE_HZ), 10_000, -5],
  ])("%s", (_, shape, hz, db) => {
    expect(gainDb(hz, createBiquad(shape))).toBeCloseTo(db, 0);
  });

  it("go on where the chunk before ended", () => {
    const samples = tone(500, 0.2, SAMPLE_RATE_HZ);
    const whole = createBiquad(lowPass(1_000, SAMPLE_RATE_HZ))(samples.slice());
    const parts = createBiquad(lowPass(1_000, SAMPLE_RATE_HZ));
    const joined = [parts(samples.slice(0, 1_000)), parts(samples.slice(1_000))].flatMap((part) => [...part]);
    expect(joined).toEqual([...whole]);
  });
});

describe("what is not meant for the agent", () => {
  it("is softer by 8 dB to somebody else, by 13 dB above 4 kHz, and has two reflections", () => {
    const click = new Float32Array(100);
    click[0] = 0.5;
    expect(colourSound(click, "toOther").length).toBe(100 + 0.12 * SAMPLE_RATE_HZ);
    const dry = (samples: Float32Array) => colourSound(samples, "toOther").subarray(0, 0.045 * SAMPLE_RATE_HZ);
    const level = (hz: number) =>
      measureDb(dry(tone(hz, 0.045, SAMPLE_RATE_HZ)).subarray(200)) - measureDb(tone(hz, 0.045, SAMPLE_RATE_HZ).subarray(200));
    expect(level(500)).toBeCloseTo(-8, 0);
    expect(level(10_000)).toBeCloseTo(-13, 0);
    const reflected = colourSound(click, "toOther");
    expect(
      measureDb(reflected.subarray(0.045 * SAMPLE_RATE_HZ, 0.05 * SAMPLE_RATE_HZ)) -
        measureDb(reflected.subarray(0, 0.005 * SAMPLE_RATE_HZ)),
    ).toBeCloseTo(-6, 1);
  });

  it("is softer by 15 dB in the background, with nothing left above 3 kHz", () => {
    const level = (hz: number) =>
      measureDb(colourSound(tone(hz, 0.1, SAMPLE_RATE_HZ), "background").subarray(200, 2_400)) - measureDb(tone(hz, 0.1, SAMPLE_RATE_HZ));
    expect(level(500)).toBeCloseTo(-15, 0);
    expect(level(10_000)).toBeLessThan(-35);
  });
});

describe("noise", () => {
  test.each(["white", "pink", "hum"] as const)("%s is as loud as asked, the same for the same seed, and closes to a loop", (noise) => {
    const samples = makeNoise(noise, 3, -40);
    expect(measureDb(samples)).toBeCloseTo(-40, 1);
    const bytes = (seed: number) => Buffer.from(makeNoise(noise, seed, -40).buffer);
    expect(bytes(3).equals(Buffer.from(samples.buffer))).toBe(true);
    expect(bytes(4).equals(Buffer.from(samples.buffer))).toBe(false);
    const seam = Math.abs((samples[0] as number) - (samples.at(-1) as number));
    const inside = samples.slice(1).reduce((most, sample, n) => Math.max(most, Math.abs(sample - (samples[n] as number))), 0);
    expect(seam).toBeLessThanOrEqual(inside);
  });

  it("is babble of the voices that are given, and silence without any", () => {
    const babble = makeNoise("babble", 1, -44, [tone(300, 1, SAMPLE_RATE_HZ), tone(700, 1.3, SAMPLE_RATE_HZ)]);
    expect(measureDb(babble)).toBeCloseTo(-44, 1);
    expect(makeNoise("babble", 1, -44).every((sample) => sample === 0)).toBe(true);
  });
});

describe("a wav", () => {
  const sine = tone(440, 0.5, 16_000);

  test.each([
    ["16 bit", "pcm16", 3],
    ["24 bit", "pcm24", 5],
    ["float", "float", 6],
  ] as const)("of %s is read as it was", (_, kind, digits) => {
    const read = readWav(writeWav([tone(440, 0.1, SAMPLE_RATE_HZ)], SAMPLE_RATE_HZ, kind), "left", "a.wav");
    expect(read).toHaveLength(2_400);
    expect(read[1_000]).toBeCloseTo(tone(440, 0.1, SAMPLE_RATE_HZ)[1_000] as number, digits);
  });

  it("of another rate keeps its length in seconds and its place in time", () => {
    const read = readWav(writeWav([sine], 16_000), "left", "a.wav");
    expect(read).toHaveLength(12_000);
    const wanted = tone(440, 0.5, SAMPLE_RATE_HZ);
    const worst = read
      .slice(1_000, 11_000)
      .reduce((most, sample, n) => Math.max(most, Math.abs(sample - (wanted[n + 1_000] as number))), 0);
    expect(worst).toBeLessThan(0.01);
  });

  it("of two channels gives the one that is asked for", () => {
    const bytes = writeWav([new Float32Array(240).fill(0.5), new Float32Array(240).fill(-0.25)], SAMPLE_RATE_HZ);
    expect(readWav(bytes, "left", "a.wav")[100]).toBeCloseTo(0.5, 3);
    expect(readWav(bytes, "right", "a.wav")[100]).toBeCloseTo(-0.25, 3);
  });

  it("of one channel is both sides", () => {
    expect(readWav(writeWav([new Float32Array(240).fill(0.5)], SAMPLE_RATE_HZ), "right", "a.wav")[9]).toBeCloseTo(0.5, 3);
  });

  test.each([
    ["what is none", Buffer.from("not a wav at all, but long enough to be looked at closely"), "a RIFF WAVE file"],
    ["a strange rate", writeWav([sine], 500), "8000 to 192000 Hz"],
    ["three channels", writeWav([sine, sine, sine], 16_000), "one channel or two"],
  ])("refuses %s", (_, bytes, words) => {
    expect(() => readWav(bytes, "left", "calls/a.wav")).toThrow(`calls/a.wav: expected`);
    expect(() => readWav(bytes, "left", "calls/a.wav")).toThrow(words);
  });

  it("refuses a file that ends before its data", () => {
    expect(() => readWav(writeWav([sine], 16_000).subarray(0, 44).fill(0, 36), "left", "a.wav")).toThrow("a data chunk");
  });
});

describe("a caller's voice", () => {
  it("is spoken slower and played faster for a higher pitch, so that its speed stays", async () => {
    const rates: number[] = [];
    const speaker = createLineSpeaker({
      async speak(_voice, _text, _urgent, rate) {
        rates.push(rate);
        return { samples: tone(200, 1 / rate, SAMPLE_RATE_HZ) };
      },
    });
    expect((await speaker.speak({ voice: "slt", pitch: 1.1, rate: 1 }, "Hello")).length).toBeCloseTo(SAMPLE_RATE_HZ, -2);
    expect((await speaker.speak({ voice: "slt", pitch: 0.9, rate: 1.25 }, "Hello")).length).toBeCloseTo(SAMPLE_RATE_HZ / 1.25, -2);
    expect(rates.map((rate) => Number(rate.toFixed(3)))).toEqual([0.909, 1.389]);
  });

  it("keeps its length at another rate", () => {
    expect(toSampleRate(tone(200, 1, SAMPLE_RATE_HZ), SAMPLE_RATE_HZ, 16_000)).toHaveLength(16_000);
    expect(toSampleRate(sine24, SAMPLE_RATE_HZ, SAMPLE_RATE_HZ)).toBe(sine24);
  });
});

const sine24 = tone(200, 0.1, SAMPLE_RATE_HZ);
