import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { describe, expect, it } from "vitest";
import { tone } from "../../test/write-wav";
import { measureDb } from "../sound/decibels";
import { scenario } from "../suite/schema";
import { findChoice } from "./caller";
import { CallerLane } from "./caller-lane";
import { createRecordedCaller } from "./recorded-caller";
import { createScriptedCaller } from "./scripted-caller";

describe("the caller's lane", () => {
  it("holds a line from its millisecond on, over as many frames as it needs, and silence around it", () => {
    const lane = new CallerLane();
    lane.place(new Float32Array(FRAME_SAMPLES).fill(0.5), 90);
    const sent = new Float32Array([...lane.take(), ...lane.take(), ...lane.take()]);
    const first = 0.09 * SAMPLE_RATE_HZ;
    expect(sent.slice(0, first).every((sample) => sample === 0)).toBe(true);
    expect(sent.slice(first, first + FRAME_SAMPLES).every((sample) => sample === 0.5)).toBe(true);
    expect(sent.slice(first + FRAME_SAMPLES).every((sample) => sample === 0)).toBe(true);
    expect(lane.sent()).toEqual(sent);
    expect(lane.sentFrames).toBe(3);
  });

  it("mixes lines and noise, and never leaves the range of samples", () => {
    const lane = new CallerLane({ band: "wide", noise: new Float32Array(700).fill(0.25) });
    lane.place(new Float32Array(100).fill(0.5), 0);
    lane.place(new Float32Array(10).fill(0.5), 0);
    const frame = lane.take();
    expect([frame[0], frame[50], frame[500]]).toEqual([1, 0.75, 0.25]);
  });

  it("is as narrow as a telephone where that is asked for", () => {
    const level = (hz: number) => {
      const lane = new CallerLane({ band: "telephone" });
      lane.place(tone(hz, 1, SAMPLE_RATE_HZ), 0);
      for (let k = 0; k < 12; k++) lane.take();
      return measureDb(lane.sent().subarray(4_800)) - measureDb(tone(hz, 1, SAMPLE_RATE_HZ));
    };
    expect(level(1_000)).toBeCloseTo(0, 0);
    expect(level(100)).toBeLessThan(-30);
    expect(level(8_000)).toBeLessThan(-30);
  });
});

describe("a scripted caller", () => {
  it("says its lines and presses its buttons, and notes when", () => {
    const { script, hangUp } = scenario.parse({
      id: "a",
      title: "A",
      category: "a",
      script: [
        { id: "hello", when: { event: "callLive", delayMs: 100 }, say: "Hello" },
        { id: "press", when: { event: "previousEnds" }, choose: { key: "1" } },
      ],
      hangUp: { event: "previousEnds", delayMs: 160 },
    });
    const line = {
      samples: new Float32Array(2_400).fill(0.5),
      voice: [{ startMs: 0, endMs: 100 }],
      pauses: [],
      marksMs: [],
      text: "Hello",
    };
    const caller = createScriptedCaller({ script, hangUp }, [line, null], { band: "wide" });
    const frames = Array.from({ length: 6 }, (_, frameIndex) => caller.next({ frameIndex, agentVoiced: false }));
    expect(caller.taken).toEqual([
      { id: "hello", atMs: 100, isLate: false },
      { id: "press", atMs: 200, isLate: false },
    ]);
    expect(frames.map(({ choices }) => choices.length)).toEqual([0, 0, 1, 0, 0, 0]);
    expect(frames.map(({ hangUp }) => hangUp)).toEqual([false, false, false, false, true, false]);
    expect(caller.sent()[2_399]).toBe(0);
    expect(caller.sent()[2_400]).toBe(0.5);
  });
});

describe("a recorded caller", () => {
  it("says everything again and hangs up a while after it", () => {
    const caller = createRecordedCaller(new Float32Array(FRAME_SAMPLES * 2).fill(0.5), 160);
    const frames = Array.from({ length: 5 }, (_, frameIndex) => caller.next({ frameIndex, agentVoiced: true }));
    expect(frames.map(({ samples }) => samples[0])).toEqual([0.5, 0.5, 0, 0, 0]);
    expect(frames.map(({ hangUp }) => hangUp)).toEqual([false, false, false, true, true]);
  });
});

it("finds a button by any of its names", () => {
  const offered = [
    { edgeId: "e1", label: "Yes, please", key: "1" },
    { edgeId: "e2", label: "No", key: "2" },
  ];
  expect(findChoice(offered, { key: "2" })).toBe("e2");
  expect(findChoice(offered, { label: "yes, PLEASE" })).toBe("e1");
  expect(findChoice(offered, { edgeId: "e1" })).toBe("e1");
  expect(findChoice(offered, { key: "3" })).toBeNull();
  expect(findChoice([], { key: "1" })).toBeNull();
});
