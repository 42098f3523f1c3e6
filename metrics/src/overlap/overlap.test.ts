/** One character is 80 ms. */
import { describe, expect, test } from "vitest";
import { at, drawLane, drawLanes } from "../../test/draw-lane";
import { laneOf, type Pair } from "../../test/lane-of";
import { PICTURES } from "../../test/pictures";
import { refusalOf } from "../../test/refusal";
import { scoreOfficialOverlap } from "./score-official-overlap";
import { scoreStrictOverlap } from "./score-strict-overlap";

const lanesOf = (caller: Pair[], agent: Pair[]) => ({ caller: laneOf(20_000, caller), agent: laneOf(20_000, agent) });

describe("official", () => {
  test("the picture: 6 characters together, the next onset 24 after the caller's end", () => {
    expect(scoreOfficialOverlap(drawLanes(PICTURES.overlap))).toEqual({ stopsMs: [480], responsesMs: [1_920], humanLikeRepairs: 0 });
  });

  test("the interruption: 8 together, the reply 6 after the end", () => {
    expect(scoreOfficialOverlap(drawLanes(PICTURES.interruption))).toEqual({ stopsMs: [640], responsesMs: [480], humanLikeRepairs: 1 });
  });

  test("nothing said on either side", () => {
    expect(scoreOfficialOverlap(lanesOf([], []))).toEqual({ stopsMs: [], responsesMs: [], humanLikeRepairs: 0 });
  });

  test("one response for each onset of the agent, from the latest end before it", () => {
    // ends at 1,000 and 3,000, onset at 5,000: 2,000 ms from the later. Ends at 8,000: onset at 9,000
    const lanes = lanesOf(
      [
        [0, 1_000],
        [2_000, 3_000],
        [7_000, 8_000],
      ],
      [
        [5_000, 6_000],
        [9_000, 9_500],
        [12_000, 13_000],
      ],
    );
    // the onset at 12,000 has no end of its own: the one at 8,000 went to 9,000
    expect(scoreOfficialOverlap(lanes)).toMatchObject({ responsesMs: [2_000, 1_000], humanLikeRepairs: 1 });
  });

  test("an onset in the very moment of the caller's end is not after it", () => {
    expect(
      scoreOfficialOverlap(
        lanesOf(
          [[0, 1_000]],
          [
            [1_000, 2_000],
            [4_000, 5_000],
          ],
        ),
      ).responsesMs,
    ).toEqual([3_000]);
  });

  test("an agent that begins before the end has no response, and one that goes on none either", () => {
    expect(scoreOfficialOverlap(lanesOf([[0, 1_000]], [[900, 5_000]]))).toEqual({ stopsMs: [100], responsesMs: [], humanLikeRepairs: 0 });
  });

  test("1.5 s is human-like, 1 ms more is not", () => {
    const repairs = (startMs: number) => scoreOfficialOverlap(lanesOf([[0, 1_000]], [[startMs, 5_000]])).humanLikeRepairs;
    expect([2_500, 2_501].map(repairs)).toEqual([1, 0]);
  });

  test("caller segments 600 ms apart and agent segments 500 ms apart are one", () => {
    const lanes = lanesOf(
      [
        [1_000, 2_000],
        [2_600, 3_000],
      ],
      [
        [0, 1_200],
        [1_700, 2_800],
      ],
    );
    expect(scoreOfficialOverlap(lanes).stopsMs).toEqual([1_800]);
  });

  test("refuses lanes of two lengths", () => {
    expect(refusalOf(() => scoreOfficialOverlap({ caller: laneOf(1_000, []), agent: laneOf(2_000, []) }))).toContain(
      "two lanes of one length",
    );
  });
});

describe("strict", () => {
  test("the picture: the agent speaks until 50, the backchannel ends at 36", () => {
    expect(scoreStrictOverlap(drawLane(PICTURES.overlap.agent), at(30, 36))).toEqual({
      outcome: "heldFloor",
      stopMs: null,
      resumedAfterMs: null,
    });
  });

  test("the false stop: silent at 24, the backchannel from 20 to 26, speaking again at 38", () => {
    expect(scoreStrictOverlap(drawLane(PICTURES["false-stop"].agent), at(20, 26))).toEqual({
      outcome: "resumed",
      stopMs: 320,
      resumedAfterMs: 960,
    });
  });

  test("320 ms past the sound is not enough to have held the floor, 1 ms more is", () => {
    const outcome = (endMs: number) => scoreStrictOverlap(laneOf(9_000, [[0, endMs]]), { startMs: 2_000, endMs: 2_500 }).outcome;
    expect([2_820, 2_821].map(outcome)).toEqual(["stopped", "heldFloor"]);
  });

  test("resumed within 1.5 s of the later of both ends", () => {
    const score = (sound: Pair, startMs: number) =>
      scoreStrictOverlap(
        laneOf(20_000, [
          [0, 2_200],
          [startMs, startMs + 1_000],
        ]),
        { startMs: sound[0], endMs: sound[1] },
      );
    expect(score([2_000, 2_500], 4_000)).toMatchObject({ outcome: "resumed", resumedAfterMs: 1_500 });
    expect(score([2_000, 2_500], 4_001)).toMatchObject({ outcome: "stopped", resumedAfterMs: null });
    // three seconds of voices in the background, waited for
    expect(score([2_000, 5_000], 5_600)).toMatchObject({ outcome: "resumed", resumedAfterMs: 600 });
    // or not waited for
    expect(score([2_000, 5_000], 4_000)).toMatchObject({ outcome: "resumed", resumedAfterMs: 0 });
  });

  test("an agent that was silent says nothing about the floor", () => {
    expect(scoreStrictOverlap(drawLane("40. 20# 20."), at(30, 36)).outcome).toBe("notSpeaking");
    expect(scoreStrictOverlap(drawLane("30# 50."), at(30, 36)).outcome).toBe("notSpeaking");
  });
});
