import { describe, expect, it } from "vitest";
import type { EngineStatus } from "@/lib/shared/health";
import { summariseEngines } from "./engine-summary";

function engine(overrides: Partial<EngineStatus> & { kind?: "rehearsal" | "native" } = {}): EngineStatus {
  const { kind = "rehearsal", ...rest } = overrides;
  return {
    id: "engine-1",
    speaker: { kind, title: `${kind} title`, description: "What it can do.", model: `${kind} model`, weightsSha256: null, device: "cpu" },
    capacity: 4,
    liveCalls: 1,
    queuedCalls: 0,
    offers: [],
    draining: false,
    lastSeenAt: "2026-11-22T12:00:00.000Z",
    alive: true,
    ...rest,
  };
}

describe("summariseEngines", () => {
  it("says that the studio is unreachable where nothing is known", () => {
    expect(summariseEngines(undefined)).toMatchObject({ tone: "danger", words: "Studio unreachable" });
  });

  it("counts no engine that has fallen silent", () => {
    expect(summariseEngines([engine({ alive: false })])).toMatchObject({ tone: "danger", words: "No engine", engine: undefined });
  });

  it("names the rehearsal voice for what it is, in its own words", () => {
    expect(summariseEngines([engine()])).toMatchObject({
      tone: "neutral",
      words: "Rehearsal voice",
      title: "rehearsal title",
      meaning: "What it can do.",
    });
  });

  it("calls a small trained model by its name, not by its checkpoint's", () => {
    const { speaker } = engine({ kind: "native" });
    const small = { ...speaker, title: "Small trained model: knows its prompt, mishears people" };
    expect(summariseEngines([engine({ speaker: small })])).toMatchObject({ words: "Small trained model", title: small.title });
  });

  it("prefers the model to the stand-in and adds up the slots", () => {
    const summary = summariseEngines([engine(), engine({ id: "engine-2", kind: "native", capacity: 8, liveCalls: 3 })]);
    expect(summary).toMatchObject({ tone: "success", words: "native model", slots: { used: 4, total: 12, queued: 0 } });
  });

  it("names who else is on offer, once, with slots of their own", () => {
    const speaker = { kind: "native" as const, title: "Small model", description: "", model: "small", weightsSha256: null, device: "cpu" };
    const offers = [{ speaker, capacity: 2, liveCalls: 1, queuedCalls: 0 }];
    expect(summariseEngines([engine({ offers }), engine({ id: "engine-2", offers })])).toMatchObject({
      words: "Rehearsal voice",
      offers: ["Small model, 2 of 4 slots in use"],
      slots: { used: 2, total: 8, queued: 0 },
    });
  });

  it("takes no calls on an engine that drains", () => {
    expect(summariseEngines([engine({ draining: true })])).toMatchObject({ tone: "warning", words: "Engine restarting" });
  });
});
