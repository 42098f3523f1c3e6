import { CALL_STATES, END_REASONS } from "@duologue/protocol";
import { expect, it } from "vitest";
import { callOutcome, endReasonWords } from "./call-words";

it("has words for every state and every reason", () => {
  for (const state of CALL_STATES) expect(callOutcome({ state, endReason: null, errorCode: null }).words).not.toBe("");
  for (const reason of END_REASONS) expect(endReasonWords(reason)).not.toBe("");
});

it("shows the state while the call goes on, the reason afterwards, and explains errors", () => {
  expect(callOutcome({ state: "live", endReason: null, errorCode: null })).toMatchObject({ words: "Live", tone: "live" });
  expect(callOutcome({ state: "ended", endReason: "idle", errorCode: null })).toMatchObject({ words: "Went quiet", tone: "neutral" });
  expect(callOutcome({ state: "ended", endReason: "error", errorCode: "model_failed" })).toMatchObject({
    tone: "bad",
    detail: "The voice stopped working in the middle of the call.",
  });
  expect(callOutcome({ state: "ended", endReason: "error", errorCode: "engine_draining" })).toMatchObject({
    words: "Engine stopped",
    tone: "neutral",
  });
});
