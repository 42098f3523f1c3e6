import { describe, expect, it } from "vitest";
import { createActivity } from "./activity";
import { createLevelLanes, FLOOR_DB } from "./level-lanes";

describe("createLevelLanes", () => {
  it("keeps both lanes on one time axis", () => {
    const lanes = createLevelLanes();
    for (let step = 0; step < 10; step++) lanes.add("caller", -20 - step, step * 20);
    lanes.add("agent", -30, 180);
    const { callerDb, agentDb } = lanes.window(4, 180);
    expect([...callerDb]).toEqual([-26, -27, -28, -29]);
    expect([...agentDb]).toEqual([FLOOR_DB, FLOOR_DB, FLOOR_DB, -30]);
  });

  it("fills steps that a burst left out and shows nothing after the newest", () => {
    const lanes = createLevelLanes();
    lanes.add("caller", -20, 0);
    lanes.add("caller", -40, 60);
    expect([...lanes.window(6, 100).callerDb]).toEqual([-20, -40, -40, -40, FLOOR_DB, FLOOR_DB]);
  });

  it("marks where both are audible", () => {
    const lanes = createLevelLanes();
    for (let step = 0; step < 5; step++) {
      lanes.add("agent", -25, step * 20);
      lanes.add("caller", step < 3 ? FLOOR_DB : -25, step * 20);
    }
    expect([...lanes.window(5, 80).both]).toEqual([0, 0, 0, 1, 1]);
    expect(lanes.speaking(80)).toEqual({ caller: true, agent: true });
    expect(lanes.speaking(1_000)).toEqual({ caller: false, agent: false });
    lanes.clear();
    expect(lanes.speaking(80)).toEqual({ caller: false, agent: false });
  });
});

describe("createActivity", () => {
  it("learns a noisy room, hears speech above it, and holds over short gaps", () => {
    const activity = createActivity(-45);
    let nowMs = 0;
    for (; nowMs < 60_000; nowMs += 20) activity.add(-40, nowMs);
    expect(activity.active(nowMs)).toBe(false);
    activity.add(-15, nowMs);
    expect(activity.active(nowMs + 250)).toBe(true);
    expect(activity.active(nowMs + 350)).toBe(false);
  });
});
