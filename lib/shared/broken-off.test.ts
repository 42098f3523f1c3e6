import { expect, test } from "vitest";
import { isBrokenOff } from "./broken-off";

const line = { frameIndex: 100, endFrameIndex: 150, text: "I can help" };

test("a line is broken off where the caller cut in while it was spoken", () => {
  expect(isBrokenOff(line, { frameIndex: 148, stopMs: 400 })).toBe(true);
  expect(isBrokenOff(line, { frameIndex: 155, stopMs: 160 })).toBe(true);
});

test("not where it had come to its end, where the persona went on, or where it was another line", () => {
  for (const text of ["I can help.", "Can I help?", "“I can help.”", "So much…"]) {
    expect(isBrokenOff({ ...line, text }, { frameIndex: 148, stopMs: 400 })).toBe(false);
  }
  expect(isBrokenOff(line, { frameIndex: 148, stopMs: null })).toBe(false);
  expect(isBrokenOff(line, { frameIndex: 200, stopMs: 400 })).toBe(false);
  expect(isBrokenOff(line, { frameIndex: 40, stopMs: 400 })).toBe(false);
  expect(isBrokenOff({ ...line, endFrameIndex: 190 }, { frameIndex: 148, stopMs: 400 })).toBe(false);
});
