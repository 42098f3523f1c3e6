/** One character is one window of 32 ms (512 samples): "#" 0.9, "+" 0.4 (between the thresholds), "." 0.1. Pads are 30 ms. */
import { describe, expect, test } from "vitest";
import { refusalOf } from "../../test/refusal";
import { createGenerator } from "../statistics/create-generator";
import { findVoice, SILERO_RULE } from "./find-voice";

const LEVELS: Record<string, number> = { "#": 0.9, "+": 0.4, ".": 0.1 };
const hear = (drawing: string) => [...drawing.replaceAll(" ", "")].map((character) => LEVELS[character] as number);
const voiceOf = (drawing: string, samples?: number) => findVoice(hear(drawing), samples).map(({ startMs, endMs }) => [startMs, endMs]);

describe("findVoice", () => {
  test("one segment, padded on both sides", () => {
    // windows 2 to 12: 64 to 384 ms
    expect(voiceOf(".. ########## ......")).toEqual([[34, 414]]);
  });

  test("nothing heard, and nothing to hear", () => {
    expect(voiceOf("..........")).toEqual([]);
    expect(voiceOf("")).toEqual([]);
  });

  test("7 windows (224 ms) are too short, 8 (256 ms) are not", () => {
    expect(voiceOf(".. ####### ......")).toEqual([]);
    expect(voiceOf(".. ######## ......")).toEqual([[34, 350]]);
  });

  test("exactly the shortest length is too short: it has to be longer", () => {
    const rule = { ...SILERO_RULE, minVoiceMs: 256 };
    expect(findVoice(hear(".. ######## ......"), undefined, rule)).toEqual([]);
    expect(findVoice(hear(".. ########"), undefined, rule)).toEqual([]);
  });

  test("the thresholds themselves: 0.5 begins, 0.35 does not end", () => {
    const before = [0.1, 0.1];
    const on = new Array<number>(10).fill(0.5);
    const held = new Array<number>(6).fill(0.35);
    // held to the last sample: 18 windows = 576 ms
    expect(findVoice([...before, ...on, ...held])).toEqual([{ startMs: 34, endMs: 576 }]);
    const under = new Array<number>(6).fill(0.3499);
    expect(findVoice([...before, ...on, ...under])).toEqual([{ startMs: 34, endMs: 414 }]);
    expect(findVoice(new Array<number>(20).fill(0.4999))).toEqual([]);
  });

  test("a hole of 3 windows (96 ms) is no silence, nor is one of 4 whose last is not 100 ms after its first", () => {
    // the silence begins in the first low window; in the fourth it is 96 ms old, in the fifth 128 ms
    expect(voiceOf(".. ######## ... ######## ......")).toEqual([[34, 702]]);
    expect(voiceOf(".. ######## .... ######## ......")).toEqual([[34, 734]]);
    // 5 low windows end it at 320 ms; the next begins at 480 ms: 160 ms between, so both pads fit
    expect(voiceOf(".. ######## ..... ######## ......")).toEqual([
      [34, 350],
      [450, 766],
    ]);
  });

  test("neighbours nearer than two pads meet half-way, rounded down to a sample", () => {
    const rule = { ...SILERO_RULE, minSilenceMs: 32, padMs: 40 };
    // silence from window 8 to 10, 64 ms < 80 ms: half of 1,024 samples = 512 samples = 32 ms
    expect(findVoice(hear("######## .. ########"), undefined, rule)).toEqual([
      { startMs: 0, endMs: 288 },
      { startMs: 288, endMs: 576 },
    ]);
  });

  test("levels between the thresholds hold the voice, and a silence that has begun", () => {
    expect(voiceOf(".. ######## ++++++++ ......")).toEqual([[34, 606]]);
    // low at 320 ms, then between: it ends in the next low window, back at 320 ms
    expect(voiceOf(".. ######## .+++++. ####")).toEqual([[34, 350]]);
    // nothing low comes again before the voice does: no end
    expect(voiceOf(".. ######## .+++++ ######## ......")).toEqual([[34, 798]]);
  });

  test("voice at the very start and at the very end is not padded out of the recording", () => {
    expect(voiceOf("##########")).toEqual([[0, 320]]);
    // 9.5 windows: 4,864 samples = 304 ms
    expect(voiceOf("##########", 4_864)).toEqual([[0, 304]]);
  });

  test("a silence still being waited for at the end belongs to the segment", () => {
    expect(voiceOf(".. ######## ..")).toEqual([[34, 384]]);
  });

  test("any probabilities give sorted segments inside the recording, none overlapping", () => {
    const next = createGenerator(7);
    for (let round = 0; round < 200; round++) {
      let level = 0.5;
      const probabilities = Array.from({ length: 400 }, () => {
        level = Math.min(1, Math.max(0, level + (next() / 2 ** 32 - 0.5) * 0.6));
        return level;
      });
      const samples = probabilities.length * 512 - (next() % 512);
      const found = findVoice(probabilities, samples);
      for (const [k, { startMs, endMs }] of found.entries()) {
        expect(startMs).toBeGreaterThanOrEqual(k === 0 ? 0 : (found[k - 1]?.endMs as number));
        expect(endMs - startMs).toBeGreaterThan(250);
        expect(endMs).toBeLessThanOrEqual(samples / 16);
      }
    }
  });

  test("refuses what cannot be a detector's answer", () => {
    expect(refusalOf(() => findVoice([0.5, Number.NaN]))).toContain("received NaN in window 1");
    expect(refusalOf(() => findVoice([1.5]))).toContain("between 0 and 1");
    expect(refusalOf(() => findVoice([0.5, 0.5], 1_600))).toContain("received 2 for 1600 samples");
  });
});
