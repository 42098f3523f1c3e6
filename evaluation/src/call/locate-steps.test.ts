import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import { describe, expect, it } from "vitest";
import { tone } from "../../test/write-wav";
import { createGenerator } from "../sound/create-generator";
import type { RenderedLine } from "../sound/render-line";
import { findDelay, measureEnvelope } from "./find-delay";
import { locateSteps } from "./locate-steps";

const at = (ms: number) => Math.round((ms * SAMPLE_RATE_HZ) / 1_000);

/** Bursts of many lengths, so that only one place fits. */
function speech(seed: number): Float32Array {
  const next = createGenerator(seed);
  const samples = new Float32Array(at(1_500));
  for (let k = 0; k < 12; k++) samples.set(tone(150 + 100 * next(), 0.03 + 0.06 * next(), SAMPLE_RATE_HZ, 0.1 + 0.3 * next()), at(k * 120));
  return samples;
}

function place(parts: [Float32Array, number][], durationMs: number, noise = 0): Float32Array {
  const next = createGenerator(9);
  const lane = Float32Array.from({ length: at(durationMs) }, () => noise * (2 * next() - 1));
  for (const [samples, ms] of parts)
    for (let n = 0; n < samples.length; n++) lane[at(ms) + n] = (lane[at(ms) + n] as number) + (samples[n] as number);
  return lane;
}

const lineOf = (samples: Float32Array, change: Partial<RenderedLine> = {}): RenderedLine => ({
  samples,
  voice: [{ startMs: 0, endMs: 1_400 }],
  pauses: [],
  marksMs: [],
  text: "",
  ...change,
});

describe("the delay of a recording", () => {
  it("is found to 10 ms, in noise and at another loudness as well", () => {
    const sent = place([[speech(1), 800]], 6_000);
    const recorded = place([[speech(1).map((sample) => 0.5 * sample), 960]], 6_000, 0.01);
    const { delayMs, likeness } = findDelay(measureEnvelope(sent), measureEnvelope(recorded), { startMs: 0, endMs: 6_000 });
    expect(delayMs).toBe(160);
    expect(likeness).toBeGreaterThan(0.9);
  });

  it("is likely by nothing where nothing was sent", () => {
    const silence = measureEnvelope(new Float32Array(at(3_000)));
    expect(findDelay(silence, silence, { startMs: 0, endMs: 3_000 }).likeness).toBe(0);
  });
});

describe("steps", () => {
  const first = lineOf(speech(1), { pauses: [{ startMs: 500, endMs: 900 }], marksMs: [700] });
  const second = lineOf(speech(2));
  const lines = new Map([
    ["first", first],
    ["second", second],
    ["button", null],
  ]);
  const taken = [
    { id: "first", atMs: 400, isLate: false },
    { id: "button", atMs: 2_500, isLate: false },
    { id: "second", atMs: 3_000, isLate: true },
  ];
  const sent = place(
    [
      [first.samples, 400],
      [second.samples, 3_000],
    ],
    8_000,
  );

  it("lie where the recording holds them, each by its own delay", () => {
    // the engine had to do without two frames between the lines
    const recorded = place(
      [
        [first.samples, 560],
        [second.samples, 3_320],
      ],
      8_000,
    );
    expect(locateSteps(taken, lines, { sent, recorded, durationMs: 8_000 })).toEqual([
      {
        id: "first",
        startMs: 560,
        endMs: 1_960,
        voice: [{ startMs: 560, endMs: 1_960 }],
        pauses: [{ startMs: 1_060, endMs: 1_460 }],
        marksMs: [1_260],
        isLate: false,
      },
      expect.objectContaining({ id: "button", voice: [], isLate: false }),
      { id: "second", startMs: 3_320, endMs: 4_720, voice: [{ startMs: 3_320, endMs: 4_720 }], pauses: [], marksMs: [], isLate: true },
    ]);
  });

  it("are cut where the recording ends, and left out behind it", () => {
    const recorded = place([[first.samples, 560]], 8_000).subarray(0, at(1_600));
    const steps = locateSteps(taken, lines, { sent, recorded, durationMs: 1_600 });
    expect(steps.map(({ id }) => id)).toEqual(["first"]);
    expect(steps[0]?.voice).toEqual([{ startMs: 560, endMs: 1_600 }]);
    expect(steps[0]?.pauses).toEqual([{ startMs: 1_060, endMs: 1_460 }]);
  });
});
