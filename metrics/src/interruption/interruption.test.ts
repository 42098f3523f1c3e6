/** One character is 80 ms: the caller interrupts from 1,920 to 4,000 ms (characters 24 to 50). */
import { describe, expect, test } from "vitest";
import { at, drawLane } from "../../test/draw-lane";
import { laneOf, type Pair } from "../../test/lane-of";
import { PICTURES } from "../../test/pictures";
import { refusalOf } from "../../test/refusal";
import { cropWords } from "./crop-words";
import { scoreOfficialInterruption } from "./score-official-interruption";
import { scoreStrictInterruption } from "./score-strict-interruption";

const INTERRUPTION = at(24, 50);
const official = (agent: string) => scoreOfficialInterruption(drawLane(agent), INTERRUPTION);
const strict = (agent: string) => scoreStrictInterruption(drawLane(agent), INTERRUPTION);
const strictMs = (...voice: Pair[]) => scoreStrictInterruption(laneOf(9_000, voice), INTERRUPTION);

describe("official", () => {
  test("the latency goes from the interruption's end to the first word after it", () => {
    expect(official("32a 24. 30b 24.")).toEqual({ takenOver: 1, latencyMs: 480 });
  });

  test("an agent that talks on through it takes over after 0 ms", () => {
    expect(official("110a")).toEqual({ takenOver: 1, latencyMs: 0 });
  });

  test("the rest of a word that is cut counts alone: 50 to 60 are 800 ms, 50 to 63 are 1,040 ms", () => {
    expect(official("10. 50a 50.")).toEqual({ takenOver: 0, latencyMs: null });
    expect(official("10. 53a 47.")).toEqual({ takenOver: 1, latencyMs: 0 });
    expect(cropWords([{ text: "a", ...at(10, 50) }], 4_000)).toEqual([]);
  });

  test("nothing after it is no turn", () => {
    expect(official("32a 78.")).toEqual({ takenOver: 0, latencyMs: null });
  });
});

describe("strict", () => {
  test("the picture: silent 8 characters after the start, speaking 6 after the end", () => {
    expect(scoreStrictInterruption(drawLane(PICTURES.interruption.agent), INTERRUPTION)).toEqual({
      outcome: "answered",
      stopMs: 640,
      responseMs: 480,
    });
  });

  test("an agent that never stops", () => {
    expect(strict("110#")).toEqual({ outcome: "keptTalking", stopMs: 6_880, responseMs: null });
  });

  test("silent within 1 s is in time, 1 ms more is not", () => {
    expect(strictMs([0, 2_920], [4_500, 6_000])).toMatchObject({ outcome: "answered", stopMs: 1_000 });
    expect(strictMs([0, 2_921], [4_500, 6_000])).toMatchObject({ outcome: "keptTalking", stopMs: 1_001, responseMs: 500 });
  });

  test("500 ms of silence are no stop, 501 are", () => {
    expect(strictMs([0, 2_000], [2_500, 3_500], [4_500, 6_000])).toMatchObject({ outcome: "keptTalking", stopMs: 1_580 });
    expect(strictMs([0, 2_000], [2_501, 3_500], [4_500, 6_000])).toMatchObject({ outcome: "answered", stopMs: 80 });
  });

  test("a new turn while the caller still speaks talks over him; a backchannel does not", () => {
    expect(strictMs([0, 2_500], [3_100, 4_200], [5_000, 6_000])).toMatchObject({ outcome: "talkedOver", stopMs: 580 });
    expect(strictMs([0, 2_500], [3_100, 4_100], [5_000, 6_000])).toMatchObject({ outcome: "answered", responseMs: 1_000 });
  });

  test("an agent that was silent has nothing to stop", () => {
    expect(strict("56. 30# 24.")).toEqual({ outcome: "answered", stopMs: null, responseMs: 480 });
    // begins in the very moment in which the caller does
    expect(strictMs([1_920, 2_900], [4_500, 6_000])).toEqual({ outcome: "answered", stopMs: null, responseMs: 500 });
  });

  test("an agent that begins with the interruption and goes on talks over it", () => {
    expect(strictMs([1_920, 4_500])).toEqual({ outcome: "talkedOver", stopMs: null, responseMs: null });
  });

  test("a reply from 200 ms before the end to 3 s after it", () => {
    const score = (startMs: number) => strictMs([0, 2_500], [startMs, startMs + 1_500]);
    expect([3_799, 3_800, 7_000, 7_001].map((startMs) => score(startMs).outcome)).toEqual(["talkedOver", "answered", "answered", "late"]);
    expect(score(3_800).responseMs).toBe(-200);
    expect(strictMs([0, 2_500])).toEqual({ outcome: "missed", stopMs: 580, responseMs: null });
  });

  test("refuses an interruption outside the recording", () => {
    expect(refusalOf(() => scoreStrictInterruption(laneOf(3_000, []), INTERRUPTION))).toContain("the interruption between 0 and 3000 ms");
  });
});
