import { describe, expect, test } from "vitest";
import { type CallEvent, type CallMachine, NEW_CALL, transition } from "./call-machine";

/** Runs events from a new call; returns where it ends and every effect on the way. */
function run(...events: CallEvent[]) {
  let call: CallMachine = NEW_CALL;
  const effects: string[] = [];
  for (const event of events) {
    const result = transition(call, event);
    call = result.next;
    effects.push(...result.effects);
  }
  return { call, effects };
}

const LIVE: CallEvent[] = [{ type: "attached" }, { type: "started" }, { type: "specFetched" }, { type: "slotGranted" }, { type: "primed" }];
const hangUp: CallEvent = { type: "endOrdered", end: { reason: "caller_hung_up" } };

describe("call machine", () => {
  test("the straight way", () => {
    const { call, effects } = run(...LIVE, hangUp, { type: "closed" });
    expect(call).toEqual({ state: "ended", connected: true, end: { reason: "caller_hung_up" } });
    expect(effects).toEqual(["fetchSpec", "requestSlot", "prime", "goLive", "stopResumeTimer", "close", "finish"]);
  });

  test("a lost client has time to come back", () => {
    const back = run(...LIVE, { type: "detached" }, { type: "attached" }, { type: "resumeExpired" });
    expect(back.call.state).toBe("live");
    expect(back.effects.slice(-2)).toEqual(["startResumeTimer", "stopResumeTimer"]);
    expect(run(...LIVE, { type: "detached" }, { type: "resumeExpired" }).call).toMatchObject({
      state: "ending",
      end: { reason: "connection_lost" },
    });
  });

  test("the first reason stands, and nothing happens after the end", () => {
    const { call } = run(...LIVE, hangUp, { type: "endOrdered", end: { reason: "time_limit" } });
    expect(call.end).toEqual({ reason: "caller_hung_up" });
    const over = run(...LIVE, hangUp, { type: "closed" });
    for (const event of [...LIVE, hangUp, { type: "closed" }, { type: "detached" }, { type: "resumeExpired" }] as CallEvent[]) {
      expect(transition(over.call, event)).toMatchObject({ next: { state: "ended" }, effects: [] });
    }
  });

  test.each(["attached", "started", "specFetched", "slotGranted"] as const)("an end is obeyed in every state, here after %s", (last) => {
    const events = LIVE.slice(0, LIVE.findIndex((event) => event.type === last) + 1);
    expect(run(...events, hangUp, { type: "closed" }).call.state).toBe("ended");
  });

  test("events out of their place change nothing", () => {
    for (const event of [
      { type: "primed" },
      { type: "slotGranted" },
      { type: "specFetched" },
      { type: "started" },
      { type: "closed" },
    ] as CallEvent[]) {
      expect(transition(NEW_CALL, event)).toEqual({ next: NEW_CALL, effects: [] });
    }
    expect(run(...LIVE, { type: "started" }, { type: "slotGranted" }).call.state).toBe("live");
  });
});
