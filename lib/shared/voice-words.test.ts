import { expect, test } from "vitest";
import { formatPosition, formatSeconds, joinNames, obstacleOf, speakPosition } from "./voice-words";
import type { VoiceConsent } from "./voices";

const consent: VoiceConsent = {
  id: "c",
  basis: "own-voice",
  speakerName: "Ada",
  statement: "I agree to this.",
  agreedOn: null,
  recordedBy: "Ada",
  recordedAt: "2026-11-22T10:00:00Z",
};

test("positions are told to the hundredth, to eye and ear", () => {
  expect(formatPosition(3_450)).toBe("0:03.45");
  expect(formatPosition(59_999)).toBe("1:00.00");
  expect(speakPosition(3_450)).toBe("3.45 seconds");
  expect(speakPosition(2_000)).toBe("2 seconds");
  expect(formatSeconds(7_099)).toBe("7.1 s");
});

test("failed checks come before missing consent", () => {
  expect(obstacleOf({ level: "error", consent: null })).toBe("did not pass its checks");
  expect(obstacleOf({ level: "warning", consent: null })).toBe("consent missing");
  expect(obstacleOf({ level: "warning", consent })).toBeNull();
});

test.each([
  [[], ""],
  [["Ada"], "Ada"],
  [["Ada", "Ben"], "Ada and Ben"],
  [["Ada", "Ben", "Chris"], "Ada, Ben and Chris"],
])("%j joins to %s", (names, words) => expect(joinNames(names)).toBe(words));
