import { expect, it } from "vitest";
import { frameAt, stepFrames } from "./frame-steps";

it("tells the frame of a moment, also of one that the media element tells a little early", () => {
  expect([0, 79.4, 80, 239.999, 240.01].map(frameAt)).toEqual([0, 0, 1, 3, 3]);
});

it("steps from frame to frame, and stays within the recording", () => {
  expect(stepFrames(0, 1, 1_000)).toBe(80);
  expect(stepFrames(100, 1, 1_000)).toBe(160);
  expect(stepFrames(100, -1, 1_000)).toBe(0);
  expect(stepFrames(0, -1, 1_000)).toBe(0);
  expect(stepFrames(960, 1, 1_000)).toBe(1_000);
  expect(stepFrames(1_000, 1, 1_000)).toBe(1_000);
});

it("comes back to where it was", () => {
  let atMs = 0;
  for (let k = 0; k < 30; k++) atMs = stepFrames(atMs - 0.01, 1, 10_000);
  for (let k = 0; k < 30; k++) atMs = stepFrames(atMs - 0.01, -1, 10_000);
  expect(atMs).toBe(0);
});
