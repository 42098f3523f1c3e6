import { expect, it } from "vitest";
import { isMicrophoneOpen } from "./is-microphone-open";

it.each([
  ["open", false, false, true],
  ["open", true, false, false],
  ["pushToTalk", false, false, false],
  ["pushToTalk", false, true, true],
  ["pushToTalk", true, false, false],
  ["pushToTalk", true, true, true],
] as const)("%s, muted %s, talking %s: open %s", (mode, muted, talking, open) => {
  expect(isMicrophoneOpen({ mode, muted, talking })).toBe(open);
});
