/** One character is 80 ms: the caller pauses from 1,600 to 2,400 ms (characters 20 to 30). */
import { describe, expect, test } from "vitest";
import { at, drawLane } from "../../test/draw-lane";
import { laneOf } from "../../test/lane-of";
import { PICTURES } from "../../test/pictures";
import { refusalOf } from "../../test/refusal";
import { scoreOfficialPause } from "./score-official-pause";
import { scoreStrictPause } from "./score-strict-pause";

const PAUSE = at(20, 30);
const strict = (agent: string) => scoreStrictPause(drawLane(agent), PAUSE);

describe("official", () => {
  test("whatever is said anywhere in the output counts, a greeting before the pause too", () => {
    expect(scoreOfficialPause(drawLane("13a 57."))).toEqual({ takenOver: 1 });
    expect(scoreOfficialPause(drawLane("24. 13a 33."))).toEqual({ takenOver: 1 });
  });

  test("silence and a short word do not", () => {
    expect(scoreOfficialPause(drawLane("70."))).toEqual({ takenOver: 0 });
    expect(scoreOfficialPause(drawLane("24. 4a 42."))).toEqual({ takenOver: 0 });
  });

  test("refuses a lane without words", () => {
    expect(refusalOf(() => scoreOfficialPause({ durationMs: 1_000, voice: [] }))).toContain("the model's text stream");
  });
});

describe("strict", () => {
  test("the picture: onset at 24, 320 ms into the pause, for 1,600 ms", () => {
    expect(scoreStrictPause(drawLane(PICTURES.pause.agent), PAUSE)).toEqual({ outcome: "takenOver", onsetMs: 320 });
  });

  test("an agent that waits holds, also where it greeted before or answers after", () => {
    expect(strict("70.")).toEqual({ outcome: "held", onsetMs: null });
    expect(strict("15# 55.")).toEqual({ outcome: "held", onsetMs: null });
    expect(strict("40. 30#")).toEqual({ outcome: "held", onsetMs: null });
  });

  test("up to 1 s is a backchannel, more is a turn", () => {
    const agent = (endMs: number) => laneOf(6_000, [[2_000, endMs]]);
    expect(scoreStrictPause(agent(3_000), PAUSE)).toEqual({ outcome: "backchannel", onsetMs: 400 });
    expect(scoreStrictPause(agent(3_001), PAUSE)).toEqual({ outcome: "takenOver", onsetMs: 400 });
  });

  test("the window goes from 100 ms after the pause began to its end, both included", () => {
    const outcome = (startMs: number) => scoreStrictPause(laneOf(6_000, [[startMs, startMs + 1_500]]), PAUSE).outcome;
    expect([1_699, 1_700, 2_400, 2_401].map(outcome)).toEqual(["alreadySpeaking", "takenOver", "takenOver", "held"]);
  });

  test("an agent that speaks into the pause from before it stands apart, unless it only said a word", () => {
    expect(strict("10. 13# 47.")).toEqual({ outcome: "alreadySpeaking", onsetMs: null });
    // characters 18 to 24: 480 ms
    expect(strict("18. 6# 46.")).toEqual({ outcome: "held", onsetMs: null });
  });

  test("a turn after a backchannel in the same pause is what counts", () => {
    // 22-24, 560 ms of silence, 31 would be late: so 22-23 and 30-50
    expect(strict("22. 1# 7. 20# 20.")).toEqual({ outcome: "takenOver", onsetMs: 800 });
  });

  test("speech up to the end of the recording counts as long as it was heard", () => {
    expect(scoreStrictPause(drawLane("25. 20#"), PAUSE).outcome).toBe("takenOver");
    expect(scoreStrictPause(drawLane("25. 10#"), PAUSE).outcome).toBe("backchannel");
  });

  test("refuses a pause that is none", () => {
    const lane = laneOf(6_000, []);
    expect(refusalOf(() => scoreStrictPause(lane, { startMs: 1_000, endMs: 1_100 }))).toContain("more than 100 ms, received 100 ms");
    expect(refusalOf(() => scoreStrictPause(lane, { startMs: 5_000, endMs: 6_500 }))).toContain("the pause between 0 and 6000 ms");
    expect(refusalOf(() => scoreStrictPause(lane, { startMs: 2_000, endMs: 1_000 }))).toContain("not swapped");
  });
});
