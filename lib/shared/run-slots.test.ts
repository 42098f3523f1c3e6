import { expect, it } from "vitest";
import type { EngineStatus } from "./health";
import { findRunSlots, slotsForRuns } from "./run-slots";

const speaker = (model: string) => ({ kind: "native" as const, title: model, description: "", model, weightsSha256: null, device: "cpu" });
const engine = (own: string, capacity: number, more: Partial<EngineStatus> = {}): EngineStatus => ({
  id: own,
  speaker: speaker(own),
  capacity,
  liveCalls: 0,
  queuedCalls: 0,
  offers: [],
  draining: false,
  lastSeenAt: "2026-01-01T00:00:00.000Z",
  alive: true,
  ...more,
});
const offer = (model: string, capacity: number) => ({ speaker: speaker(model), capacity, liveCalls: 0, queuedCalls: 0 });

it("leaves one slot for people where there are more than one", () => {
  expect([1, 2, 16].map((capacity) => slotsForRuns({ capacity }))).toEqual([1, 1, 15]);
});

it("counts the slots of whoever answers, on every engine that takes calls", () => {
  const engines = [
    engine("small", 2, { offers: [offer("voice", 16)] }),
    engine("voice", 4),
    engine("small", 8, { draining: true }),
    engine("small", 8, { alive: false }),
  ];
  expect(findRunSlots(engines, "small")).toEqual({ slots: 2, forRuns: 1 });
  expect(findRunSlots(engines, "voice")).toEqual({ slots: 20, forRuns: 18 });
  expect(findRunSlots(engines, null)).toEqual({ slots: 6, forRuns: 4 });
  expect(findRunSlots(engines, "gone")).toEqual({ slots: 0, forRuns: 0 });
});
