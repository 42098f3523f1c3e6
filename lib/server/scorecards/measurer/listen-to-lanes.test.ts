import { describe, expect, it } from "vitest";
import { type DetectorStep, listenToLanes } from "./listen-to-lanes";
import type { StereoChunk } from "./read-stereo-wav";

const INPUT = 576;
const SECOND = 24_000;

/** Notes what it is shown; says of each lane how loud its window is. */
function watchingDetector() {
  const seen: { caller: Float32Array; agent: Float32Array; state: number }[] = [];
  const loudest = (window: Float32Array) => window.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const detect: DetectorStep = async (windows, state) => {
    const caller = windows.slice(0, INPUT);
    const agent = windows.slice(INPUT);
    seen.push({ caller, agent, state: state[0] as number });
    return { caller: loudest(caller.subarray(64)), agent: loudest(agent.subarray(64)), state: state.map((value) => value + 1) };
  };
  return { seen, detect };
}

async function* chunksOf(caller: Float32Array, agent: Float32Array, size: number): AsyncGenerator<StereoChunk> {
  for (let at = 0; at < caller.length; at += size) {
    yield { caller: caller.subarray(at, at + size), agent: agent.subarray(at, at + size) };
  }
}

/** A click, too short for anything but its place. */
function clickAt(sample: number, length: number): Float32Array {
  const lane = new Float32Array(length);
  lane[sample] = 1;
  return lane;
}

describe("listenToLanes", () => {
  it("asks once for every 512 samples at 16 kHz, the last ones filled up", async () => {
    const { detect, seen } = watchingDetector();
    const heard = await listenToLanes(chunksOf(new Float32Array(SECOND), new Float32Array(SECOND), 1_920), detect);
    expect(heard).toMatchObject({ sampleCount: 16_000, recordedSamples: SECOND });
    expect([heard.caller.length, heard.agent.length, seen.length]).toEqual([32, 32, 32]);
    expect(seen.map(({ state }) => state)).toEqual(seen.map((_, k) => k));
  });

  it("hears a sound where it is, on its own lane, and sees it again as what came before the next window", async () => {
    const { detect, seen } = watchingDetector();
    // 12,240 of 24 kHz is 8,160 of 16 kHz: sample 480 of window 15, within the last 64 that window 16 is shown again
    const heard = await listenToLanes(chunksOf(clickAt(12_240, SECOND), new Float32Array(SECOND), 1_920), detect);
    expect(heard.caller.indexOf(Math.max(...heard.caller))).toBe(15);
    expect(Math.max(...heard.agent)).toBe(0);
    const window = seen[15]?.caller as Float32Array;
    expect(window.indexOf(Math.max(...window))).toBe(64 + 480);
    expect(seen[16]?.caller.subarray(0, 64)).toEqual(window.subarray(512));
  });

  it("gives the same whatever the size of the chunks, also for a length that fits nothing", async () => {
    const length = 30_001;
    const lanes = [clickAt(7, length), clickAt(29_990, length)] as const;
    const hear = (size: number) => listenToLanes(chunksOf(...lanes, size), watchingDetector().detect);
    const whole = await hear(length);
    expect(whole.sampleCount).toBe(20_001);
    expect(whole.agent).toHaveLength(40);
    expect(whole.agent.indexOf(Math.max(...whole.agent))).toBe(39);
    for (const size of [1, 100, 1_920, 5_000]) expect(await hear(size)).toEqual(whole);
  });

  it("of nothing hears nothing", async () => {
    const heard = await listenToLanes(chunksOf(new Float32Array(0), new Float32Array(0), 1), watchingDetector().detect);
    expect(heard).toEqual({ caller: [], agent: [], sampleCount: 0, recordedSamples: 0 });
  });
});
