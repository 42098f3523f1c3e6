import { expect, test } from "vitest";
import { rmsDb, SILENCE_DB } from "./meters";

test("a full-scale square wave is 0 dB, half of it 6 dB less, nothing is silence", () => {
  expect(rmsDb(new Float32Array(100).fill(1))).toBeCloseTo(0);
  expect(rmsDb(new Float32Array(100).fill(-0.5))).toBeCloseTo(-6.02, 2);
  expect(rmsDb(new Float32Array(100))).toBe(SILENCE_DB);
});
