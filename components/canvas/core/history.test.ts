import { describe, expect, it } from "vitest";
import { BURST_IDLE_MS, emptyHistory, HISTORY_STEPS, record, redo, undo } from "./history";

describe("history", () => {
  it("goes back and forth", () => {
    const one = record(emptyHistory<string>(), "a", 0);
    const back = undo(one, "b");
    expect(back?.present).toBe("a");
    expect(back && redo(back.history, back.present)?.present).toBe("b");
    expect(undo(emptyHistory<string>(), "a")).toBeNull();
    expect(redo(emptyHistory<string>(), "a")).toBeNull();
  });
  it("joins a burst of typing in one field into one step", () => {
    let history = record(emptyHistory<string>(), "", 0, "goal");
    history = record(history, "h", 100, "goal");
    history = record(history, "he", 100 + BURST_IDLE_MS - 1, "goal");
    expect(history.past).toEqual([""]);
    history = record(history, "hel", 100 + 2 * BURST_IDLE_MS, "goal");
    expect(history.past).toEqual(["", "hel"]);
    history = record(history, "hell", 101 + 2 * BURST_IDLE_MS, "title");
    expect(history.past).toHaveLength(3);
  });
  it("starts a new step after an undo, and forgets what was undone", () => {
    const history = record(emptyHistory<string>(), "", 0, "goal");
    const back = undo(history, "h");
    const again = record(back?.history ?? history, "", 10, "goal");
    expect(again.past).toEqual([""]);
    expect(again.future).toEqual([]);
  });
  it("keeps fifty steps", () => {
    let history = emptyHistory<number>();
    for (let step = 0; step < 80; step++) history = record(history, step, step);
    expect(history.past).toHaveLength(HISTORY_STEPS);
    expect(history.past[0]).toBe(30);
  });
});
