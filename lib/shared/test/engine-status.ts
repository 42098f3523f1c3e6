import type { EngineStatus } from "../health";

/** An engine that takes calls, whose own speaker goes by the same name as itself. */
export function engineStatus(id: string, more: Partial<EngineStatus> = {}): EngineStatus {
  return {
    id,
    speaker: { kind: "native", title: id, description: "", model: id, weightsSha256: null, device: "cpu" },
    capacity: 4,
    liveCalls: 0,
    queuedCalls: 0,
    offers: [],
    draining: false,
    lastSeenAt: "2026-01-01T00:00:00.000Z",
    alive: true,
    ...more,
  };
}
