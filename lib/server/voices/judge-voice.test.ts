import { expect, test } from "vitest";
import { judgeVoice } from "./judge-voice";

const figures = { durationMs: 9_000, loudnessLufs: -24, truePeakDb: -3, clippedSamples: 0, noiseFloorDb: -70, signalToNoiseDb: 45 };

test.each([
  [0.2, "ok", "Mostly speech."],
  [0.35, "ok", "Mostly speech."],
  [0.43, "warning", "Much of it is pauses. Trim the silent ends, or read on without waiting."],
  [0.7, "warning", "Mostly silence. Trim to where somebody speaks."],
])("a recording that is silent for %f of its time", (silenceShare, level, words) => {
  expect(judgeVoice({ ...figures, silenceShare }).find(({ id }) => id === "silence")).toMatchObject({ level, words });
});
