import { expect, it } from "vitest";
import { findRunSlots, slotsForRuns } from "./run-slots";
import { engineStatus } from "./test/engine-status";

const offer = (model: string, capacity: number) => ({ speaker: engineStatus(model).speaker, capacity, liveCalls: 0, queuedCalls: 0 });

it("leaves one slot for people where there are more than one", () => {
  expect([1, 2, 16].map((capacity) => slotsForRuns({ capacity }))).toEqual([1, 1, 15]);
});

it("counts the slots of whoever answers, on every engine that takes calls", () => {
  const engines = [
    engineStatus("small", { capacity: 2, offers: [offer("voice", 16)] }),
    engineStatus("voice", { capacity: 4 }),
    engineStatus("small", { capacity: 8, draining: true }),
    engineStatus("small", { capacity: 8, alive: false }),
  ];
  expect(findRunSlots(engines, "small")).toEqual({ slots: 2, forRuns: 1 });
  expect(findRunSlots(engines, "voice")).toEqual({ slots: 20, forRuns: 18 });
  expect(findRunSlots(engines, null)).toEqual({ slots: 6, forRuns: 4 });
  expect(findRunSlots(engines, "gone")).toEqual({ slots: 0, forRuns: 0 });
});
