import { describe, expect, it } from "vitest";
import type { FloorMark } from "@/lib/shared/floor-marks";
import { moveToMark, placeMarks } from "./floor-rows";

const mark = (kind: FloorMark["kind"], lane: FloorMark["lane"], fromFrame: number, toFrame: number): FloorMark => ({
  kind,
  lane,
  fromFrame,
  toFrame,
  stopMs: null,
});

describe("placeMarks", () => {
  it("gives each side its row, and what lies between them the one in the middle", () => {
    const placed = placeMarks([
      mark("gap", null, 40, 50),
      mark("turn", "caller", 0, 40),
      mark("missedTurn", "caller", 90, 130),
      mark("turn", "agent", 50, 80),
    ]);
    expect(placed.map(({ kind, row }) => [kind, row])).toEqual([
      ["turn", "caller"],
      ["gap", "between"],
      ["turn", "agent"],
      ["missedTurn", "between"],
    ]);
  });

  it("lays a barge-in over the turn that it begins, and takes the same mark once", () => {
    const bargeIn = mark("bargeIn", "caller", 10, 14);
    const placed = placeMarks([bargeIn, mark("overlap", null, 10, 14), mark("turn", "caller", 10, 40), bargeIn]);
    expect(placed.map(({ kind }) => kind)).toEqual(["turn", "overlap", "bargeIn"]);
    expect(new Set(placed.map(({ id }) => id)).size).toBe(3);
  });
});

describe("moveToMark", () => {
  it("goes from mark to mark and stays inside", () => {
    expect(["ArrowLeft", "ArrowRight", "Home", "End", "a"].map((key) => moveToMark(key, 1, 4))).toEqual([0, 2, 0, 3, null]);
    expect(moveToMark("ArrowLeft", 0, 4)).toBeNull();
    expect(moveToMark("ArrowRight", 3, 4)).toBeNull();
    expect(moveToMark("End", 0, 0)).toBeNull();
  });
});
