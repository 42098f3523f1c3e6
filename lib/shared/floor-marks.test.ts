import { describe, expect, it } from "vitest";
import { toFloorMark } from "./floor-marks";
import { formatFrame, markLabel } from "./floor-words";

describe("toFloorMark", () => {
  it("keeps the frames of a span", () => {
    const mark = { kind: "turn", lane: "agent", fromFrame: 2, toFrame: 30, stopMs: null };
    expect(toFloorMark({ kind: "turn", lane: "agent", frameIndex: 2, endFrameIndex: 30 })).toEqual(mark);
    expect(toFloorMark({ kind: "gap", frameIndex: 30, endFrameIndex: 36 })).toMatchObject({ lane: null, fromFrame: 30, toFrame: 36 });
  });

  it("gives a barge-in to the caller, for as long as the persona went on", () => {
    expect(toFloorMark({ kind: "bargeIn", frameIndex: 10, stopMs: 240 })).toEqual({
      kind: "bargeIn",
      lane: "caller",
      fromFrame: 10,
      toFrame: 13,
      stopMs: 240,
    });
    expect(toFloorMark({ kind: "bargeIn", frameIndex: 10, stopMs: null })).toMatchObject({ toFrame: 11, stopMs: null });
    expect(toFloorMark({ kind: "bargeIn", frameIndex: 10, stopMs: 0 })).toMatchObject({ toFrame: 11, stopMs: 0 });
  });

  it("makes none of a single utterance", () => {
    expect(toFloorMark({ kind: "utterance", lane: "caller", frameIndex: 1, endFrameIndex: 4 })).toBeNull();
  });
});

describe("markLabel", () => {
  const mark = { lane: "agent", fromFrame: 41, toFrame: 59, stopMs: null } as const;
  it("says what, when to the frame, and how long", () => {
    expect(markLabel({ ...mark, kind: "turn" })).toBe("Persona’s turn, 0:03.28, 1.44 s");
    expect(markLabel({ ...mark, kind: "gap", lane: null })).toBe("Gap, 0:03.28, 1.44 s");
    expect(markLabel({ ...mark, kind: "missedTurn", lane: "caller" })).toBe("Missed turn, 0:03.28, 1.44 s");
    expect(markLabel({ ...mark, kind: "bargeIn", lane: "caller", stopMs: 316 })).toBe("Caller’s barge-in, 0:03.28, silent after 316 ms");
    expect(markLabel({ ...mark, kind: "bargeIn", lane: "caller" })).toBe("Caller’s barge-in, 0:03.28, the persona spoke on");
    expect(markLabel({ ...mark, kind: "falseStop", stopMs: 320 })).toBe("False stop, 0:03.28, silent after 320 ms");
  });
  it("counts minutes", () => {
    expect([0, 749, 750, 7_500].map(formatFrame)).toEqual(["0:00.00", "0:59.92", "1:00.00", "10:00.00"]);
  });
});
