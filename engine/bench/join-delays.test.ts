import { expect, it } from "vitest";
import { joinDelays } from "./join-delays";

it("joins by the number that the model was given, over silence put in, dropped frames and what was not heard", () => {
  const times = {
    sentAtMs: [1_000, 1_080, 1_160, 1_240, 1_320],
    // silence first, then 1 and 2; 3 was dropped; 4 answered but its answer not heard; 5 heard
    numbers: [0, 1, 2, 4, 5],
    heardAtMs: [1_050, 1_130, 1_211, Number.NaN, 1_400],
  };
  expect(joinDelays(times, 0, 2_000)).toEqual({ delaysMs: [130, 131, 80], unanswered: 2 });
  expect(joinDelays(times, 1_080, 1_320)).toEqual({ delaysMs: [131], unanswered: 2 });
});

it("knows nothing of a call that had no frame", () => {
  expect(joinDelays({ sentAtMs: [], heardAtMs: [], numbers: [] }, 0, 1)).toEqual({ delaysMs: [], unanswered: 0 });
});
