/** One character is 80 ms; cases as in engine/src/turns, where the same lanes are observed frame by frame. */
import { describe, expect, test } from "vitest";
import { at, drawLanes } from "../../test/draw-lane";
import { laneOf } from "../../test/lane-of";
import { findFloor } from "./find-floor";
import { findSilences } from "./find-silences";
import { findTurns } from "./find-turns";

const CHARACTER_MS = 80;
const floorOf = (caller: string, agent: string) =>
  findFloor(drawLanes({ caller, agent })).map(({ side, kind, startMs, endMs, stopMs }) => {
    const stop = kind === "bargeIn" ? ` stop ${stopMs}` : "";
    return `${side} ${startMs / CHARACTER_MS}-${endMs / CHARACTER_MS} ${kind}${stop}`;
  });

describe("findFloor", () => {
  test("one after the other", () => {
    expect(floorOf("5. 10# 45.", "20. 20# 20.")).toEqual(["caller 5-15 floor", "agent 20-40 floor"]);
  });

  test("a barge-in: silent 10 characters after the caller began", () => {
    expect(floorOf("20. 30# 20.", "30# 40.")).toEqual(["agent 0-30 floor", "caller 20-50 bargeIn stop 800"]);
  });

  test("a backchannel of either side", () => {
    expect(floorOf("20. 6# 34.", "60#")).toEqual(["agent 0-60 floor", "caller 20-26 backchannel"]);
    expect(floorOf("60#", "20. 6# 34.")).toEqual(["caller 0-60 floor", "agent 20-26 backchannel"]);
  });

  test("a short word that silences the agent is a barge-in: 28 is within 4 of 26", () => {
    expect(floorOf("20. 6# 40.", "28# 38.")).toEqual(["agent 0-28 floor", "caller 20-26 bargeIn stop 640"]);
    expect(floorOf("20. 6# 40.", "30# 36.")[1]).toBe("caller 20-26 bargeIn stop 800");
    expect(floorOf("20. 6# 40.", "31# 35.")[1]).toBe("caller 20-26 backchannel");
  });

  test("a barge-in that does not get through has no stop time", () => {
    expect(floorOf("20. 26# 54.", "80# 20.")[1]).toBe("caller 20-46 bargeIn stop null");
  });

  test("one character of overlap is the end of a turn, two are a barge-in", () => {
    expect(floorOf("20. 21# 19.", "21# 39.")[1]).toBe("caller 20-41 floor");
    expect(floorOf("20. 21# 19.", "22# 38.")[1]).toBe("caller 20-41 bargeIn stop 160");
  });

  test("1 s is a backchannel, 1 ms more is not; 320 ms of going on are not enough", () => {
    const kindOf = (endMs: number, agentEndMs: number) =>
      findFloor({ caller: laneOf(9_000, [[2_000, endMs]]), agent: laneOf(9_000, [[0, agentEndMs]]) })[1]?.kind;
    expect([kindOf(3_000, 9_000), kindOf(3_001, 9_000)]).toEqual(["backchannel", "bargeIn"]);
    expect([kindOf(3_000, 3_321), kindOf(3_000, 3_320)]).toEqual(["backchannel", "bargeIn"]);
  });

  test("what begins as the other ends is over nothing", () => {
    const lanes = { caller: laneOf(9_000, [[2_000, 4_000]]), agent: laneOf(9_000, [[0, 2_000]]) };
    expect(findFloor(lanes)[1]).toMatchObject({ kind: "floor", over: null });
    expect(findTurns(findFloor(lanes)).gaps).toEqual([]);
  });

  test("an agent that goes on for 1 s after a barge-in heard it, 1 ms more and it did not", () => {
    const stopMs = (agentEndMs: number) =>
      findFloor({ caller: laneOf(9_000, [[2_000, 4_000]]), agent: laneOf(9_000, [[0, agentEndMs]]) })[1]?.stopMs;
    expect([stopMs(5_000), stopMs(5_001)]).toEqual([3_000, null]);
  });

  test("where both begin at once the caller was first", () => {
    expect(floorOf("10. 30# 20.", "10. 6# 44.")).toEqual(["caller 10-40 floor", "agent 10-16 backchannel"]);
  });
});

describe("findSilences", () => {
  test("before, between and after; none where voice touches voice or fills the recording", () => {
    expect(findSilences(drawLanes({ caller: "2. 3# 7.", agent: "5. 2# 1. 2# 2." }))).toEqual([at(0, 2), at(7, 8), at(10, 12)]);
    expect(findSilences(drawLanes({ caller: "5# 7.", agent: "5. 7#" }))).toEqual([]);
    expect(findSilences(drawLanes({ caller: "5.", agent: "5." }))).toEqual([at(0, 5)]);
  });
});

describe("findTurns", () => {
  const turnsOf = (caller: string, agent: string) => findTurns(findFloor(drawLanes({ caller, agent })));

  test("a pause inside a turn, a gap between turns, a backchannel in neither", () => {
    // caller 0-10 and 20-30 (with "mm-hm" of nobody), agent from 35, caller's backchannel at 45
    const { turns, pauses, gaps } = turnsOf("10# 10. 10# 15. 5# 50.", "35. 40# 25.");
    expect(turns).toEqual([
      { side: "caller", ...at(0, 30) },
      { side: "agent", ...at(35, 75) },
    ]);
    expect(pauses).toEqual([{ side: "caller", ...at(10, 20) }]);
    expect(gaps).toEqual([at(30, 35)]);
  });

  test("nobody speaks, and turns that overlap have no gap", () => {
    expect(turnsOf("20.", "20.")).toEqual({ turns: [], pauses: [], gaps: [] });
    expect(turnsOf("20. 30# 20.", "30# 40.").gaps).toEqual([]);
  });
});
