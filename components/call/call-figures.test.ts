import { expect, it } from "vitest";
import { type CallViewState, initialCallView } from "@/lib/client/call/view-state";
import { callFigures } from "./call-figures";

const live: CallViewState = {
  ...initialCallView,
  phase: "live",
  networkDelayMs: 13,
  metrics: {
    frameIndex: 50,
    stepMsP50: 5.2,
    stepMsP99: 9,
    bufferedFrames: 1,
    droppedFrames: 2,
    missingFrames: 0,
    callerDb: -40,
    agentDb: -20,
  },
};
const bandsOf = (view: CallViewState) => callFigures(view).map(({ band }) => band);

it("judges step and network while the engine is heard", () => {
  expect(bandsOf(live)).toEqual(["good", "good", null, "fair", null]);
  expect(callFigures(live).map(({ value }) => value)).toEqual(["5.2 ms", "13 ms", "0 ms", "2", "0"]);
});

it.each([{ reconnectUntilMs: 20_000 }, { lineWeak: true }])("judges nothing by figures of a while ago: %o", (change) => {
  expect(bandsOf({ ...live, ...change })).toEqual([null, null, null, null, null]);
  expect(callFigures({ ...live, ...change })[1]?.value, "still shown").toBe("13 ms");
});
