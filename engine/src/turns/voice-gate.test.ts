import { expect, test } from "vitest";
import { CALLER_GATE, VoiceGate } from "./voice-gate";

test("opens at the upper threshold and closes below the lower one", () => {
  const gate = new VoiceGate(CALLER_GATE);
  expect([0.4, 0.5, 0.4, 0.35, 0.34, 0.45].map((level) => gate.step(level))).toEqual([false, true, true, true, false, false]);
});
