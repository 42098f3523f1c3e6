import { describe, expect, test } from "vitest";
import { CHARACTER_MS, drawLanes } from "../../test/draw-lane";
import { PICTURES } from "../../test/pictures";
import { findMarks } from "./find-marks";
import { measureCall } from "./measure-call";

/** kind, side, from, to in characters of 80 ms */
const marksOf = (drawing: { caller: string; agent: string }) =>
  findMarks(drawLanes(drawing)).map(({ kind, side, startMs, endMs }) => [kind, side, startMs / CHARACTER_MS, endMs / CHARACTER_MS]);

describe("findMarks", () => {
  test("the picture of a whole call", () => {
    expect(marksOf(PICTURES.call)).toEqual([
      ["turn", "agent", 0, 15],
      ["gap", null, 15, 20],
      ["turn", "caller", 20, 45],
      ["gap", null, 45, 50],
      ["turn", "agent", 50, 100],
      ["turn", "caller", 90, 110],
      ["overlap", null, 90, 100],
      ["bargeIn", "caller", 90, 100],
      ["gap", null, 110, 116],
      ["turn", "agent", 116, 140],
      ["gap", null, 140, 146],
      ["turn", "caller", 146, 160],
      ["missedTurn", "caller", 160, 200],
    ]);
  });

  test("a backchannel takes no turn; a pause lies inside one", () => {
    expect(marksOf({ caller: "10. 6# 34.", agent: "30# 10. 10#" })).toEqual([
      ["turn", "agent", 0, 50],
      ["overlap", null, 10, 16],
      ["backchannel", "caller", 10, 16],
      ["pause", "agent", 30, 40],
    ]);
  });

  test("a barge-in that was not heard lasts as long as the caller spoke", () => {
    const marks = findMarks(drawLanes({ caller: "10. 20# 40.", agent: "70#" }));
    expect(marks).toContainEqual({ kind: "bargeIn", side: "caller", startMs: 800, endMs: 2_400, stopMs: null });
  });

  test("a false stop is the agent's, from the caller's sound until it is silent", () => {
    const lanes = drawLanes(PICTURES["false-stop"]);
    const falseStops = (marks: ReturnType<typeof findMarks>) => marks.filter(({ kind }) => kind === "falseStop");
    expect(falseStops(findMarks(lanes))).toEqual([{ kind: "falseStop", side: "agent", startMs: 1_600, endMs: 1_920, stopMs: 320 }]);
    expect(falseStops(findMarks(drawLanes(PICTURES.overlap)))).toEqual([]);
  });

  test("there are as many as the figures count", () => {
    const lanes = drawLanes(PICTURES.call);
    const figures = measureCall(lanes);
    const count = (kind: string) => findMarks(lanes).filter((mark) => mark.kind === kind).length;
    expect([count("turn"), count("bargeIn"), count("missedTurn")]).toEqual([
      figures.turns.caller + figures.turns.agent,
      figures.bargeIns,
      figures.missedTurns,
    ]);
  });

  test("nobody speaks", () => {
    expect(marksOf({ caller: "50.", agent: "50." })).toEqual([]);
  });
});
