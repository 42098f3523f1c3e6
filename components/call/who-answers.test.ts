import { expect, it } from "vitest";
import type { EngineStatus } from "@/lib/shared/health";
import { whoAnswers } from "./who-answers";

const engine = (id: string, more: Partial<EngineStatus> = {}): EngineStatus => ({
  id,
  speaker: { kind: "rehearsal", title: id, description: "", model: "", weightsSha256: null, device: "cpu" },
  capacity: 4,
  liveCalls: 0,
  queuedCalls: 0,
  draining: false,
  lastSeenAt: "2026-01-01T00:00:00.000Z",
  alive: true,
  ...more,
});

it("names the engine with most free slots", () => {
  const answer = whoAnswers([engine("a", { liveCalls: 3 }), engine("b", { liveCalls: 1 }), engine("c", { alive: false })]);
  expect(answer).toMatchObject({ status: "ready", freeSlots: 3, speaker: { title: "b" } });
});

it("tells a restarting fleet from no fleet", () => {
  expect(whoAnswers([engine("a", { draining: true })])).toEqual({ status: "draining" });
  expect(whoAnswers([engine("a", { alive: false })])).toEqual({ status: "none" });
  expect(whoAnswers([])).toEqual({ status: "none" });
});
