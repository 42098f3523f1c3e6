import { expect, it } from "vitest";
import { callStanding, flowNamesOf } from "./call-standing";

const NOW = Date.parse("2026-01-01T12:00:00.000Z");
const ended = { state: "ended", hasRecording: false, liveAt: "2026-01-01T11:58:00.000Z", endedAt: "2026-01-01T11:59:30.000Z" } as const;

it("tells a call that goes on, one on its way, one that is ready, and one without a recording", () => {
  expect(callStanding({ ...ended, state: "live", endedAt: null }, NOW)).toBe("underWay");
  expect(callStanding(ended, NOW)).toBe("uploading");
  expect(callStanding({ ...ended, hasRecording: true }, NOW)).toBe("ready");
  expect(callStanding({ ...ended, endedAt: "2026-01-01T11:50:00.000Z" }, NOW)).toBe("nothing");
  expect(callStanding({ ...ended, liveAt: null }, NOW)).toBe("nothing");
});

it("names nodes by title and edges by label, else by the choice they wait for", () => {
  const names = flowNamesOf({
    version: 1,
    mode: "directed",
    start: "s",
    patienceMs: 500,
    yieldMs: 200,
    nodes: {
      s: { kind: "start", id: "s", edges: [{ id: "e1", target: "a", label: "", condition: { type: "always" } }] },
      a: {
        kind: "say",
        id: "a",
        title: "Greeting",
        text: "Hi",
        interruptible: true,
        edges: [
          { id: "e2", target: "z", label: "Agreed", condition: { type: "caller_choice", value: "yes" } },
          { id: "e3", target: "z", label: "", condition: { type: "caller_choice", value: "No, thanks" } },
        ],
      },
      z: { kind: "end", id: "z", title: "Goodbye", goodbye: "Bye" },
    },
  });
  expect(names.nodes).toEqual({ s: "Start", a: "Greeting", z: "Goodbye" });
  expect(names.edges).toEqual({ e1: "an answer", e2: "Agreed", e3: "No, thanks" });
});
