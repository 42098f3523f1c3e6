/** One character is 80 ms; each run of one letter is a word. */
import { describe, expect, test } from "vitest";
import { CHARACTER_MS, drawLane } from "../../test/draw-lane";
import { laneOf } from "../../test/lane-of";
import { PICTURES } from "../../test/pictures";
import { refusalOf } from "../../test/refusal";
import { createGenerator } from "../statistics/create-generator";
import { matchMarks } from "./match-marks";
import { measureDivergence } from "./measure-divergence";
import { measureEvenSpread } from "./measure-even-spread";
import { scoreOfficialBackchannel } from "./score-official-backchannel";
import { scoreStrictBackchannel } from "./score-strict-backchannel";
import { spreadEvents } from "./spread-events";
import { stretchShares } from "./stretch-shares";

const EVEN = [1, 1, 1, 1];
const official = (drawing: string) => scoreOfficialBackchannel(drawLane(drawing), EVEN);

describe("divergence", () => {
  test("equal distributions: 0; nothing in common: sqrt(ln 2)", () => {
    expect(measureDivergence([0.5, 0.5], [0.5, 0.5])).toBe(0);
    expect(measureDivergence([1, 0], [0, 1])).toBeCloseTo(0.832_554_6, 6);
  });

  test("by hand: [1, 0] and [½, ½] meet in [¾, ¼]", () => {
    // ½ ln(4/3) + ½ (½ ln(2/3) + ½ ln 2) = 0.143841 - 0.101366 + 0.173287 = 0.215762; its root 0.464502
    expect(measureDivergence([1, 0], [0.5, 0.5])).toBeCloseTo(0.464_502, 5);
  });

  test("an event adds to every bin of 200 ms that it has a part in", () => {
    // 1 s = 5 bins; 300 to 600 ms: bins 1 and 2; 600 to 601 ms: bin 3
    const shares = spreadEvents(
      [
        { startMs: 300, endMs: 600 },
        { startMs: 600, endMs: 601 },
      ],
      1_000,
    );
    const third = expect.closeTo(1 / 3, 8);
    expect(shares).toEqual([expect.closeTo(0, 8), third, third, third, expect.closeTo(0, 8)]);
  });

  test("a bin that the recording ends in counts", () => {
    expect(spreadEvents([{ startMs: 1_000, endMs: 1_050 }], 1_050).at(-1)).toBeCloseTo(1, 8);
    expect(spreadEvents([], 1_050)).toHaveLength(6);
  });

  test("two bins stretched over three get their middle; over as many they stay", () => {
    // 0, ½, 1 → divided by 1.5
    expect(stretchShares([0, 1], 3)).toEqual([0, 1 / 3, 2 / 3]);
    expect(stretchShares([1, 3], 2)).toEqual([0.25, 0.75]);
    expect(stretchShares([1, 3], 1)).toEqual([1]);
    expect(stretchShares([5], 3)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  test("a distribution that falls between the bins is refused", () => {
    // bins 0 and 2 of three
    expect(refusalOf(() => stretchShares([0, 1, 0], 2))).toContain("received 3 bins that leave nothing in 2");
  });

  test("an even spread is no further from listeners than they are from even", () => {
    expect(measureEvenSpread(EVEN, 800)).toBe(0);
    // 2 bins: [½, ½] and [1, 0], as above
    expect(measureEvenSpread([1, 0], 400)).toBeCloseTo(0.464_502, 5);
  });
});

describe("official", () => {
  test("silence: no turn, no event, divergence 1", () => {
    expect(official("100.")).toEqual({ takenOver: 0, events: [], frequencyPerSecond: 0, divergence: 1 });
  });

  test("short words are events: 2 in 8 s", () => {
    const score = official("20. 5a 25. 5b 45.");
    expect(score).toMatchObject({ takenOver: 0, frequencyPerSecond: 0.25 });
    expect(score.events.map(({ startMs }) => startMs)).toEqual([1_600, 4_000]);
  });

  test("more than 3 s takes the turn and ends the walk; exactly 3 s is an event that takes it", () => {
    const score = (endMs: number) =>
      scoreOfficialBackchannel(
        laneOf(10_000, [
          [1_000, endMs],
          [8_000, 8_400],
        ]),
        EVEN,
      );
    expect(score(4_001)).toMatchObject({ takenOver: 1, events: [], frequencyPerSecond: 0, divergence: 1 });
    // and the short one after it gives the turn back
    expect(score(4_000)).toMatchObject({ takenOver: 0, frequencyPerSecond: 0.2 });
  });

  test("the last segment decides, whatever came before", () => {
    // 20 characters = 1.6 s take the turn, 5 = 400 ms leave it
    expect(official("10. 5a 20. 20b 45.").takenOver).toBe(1);
    expect(official("10. 20a 20. 5b 45.").takenOver).toBe(0);
  });

  test("under 1 s with 2 words leaves the turn; 1 s, or 3 words, takes it", () => {
    const score = (endMs: number) => scoreOfficialBackchannel(laneOf(4_000, [[1_000, endMs]]), EVEN).takenOver;
    expect([score(1_999), score(2_000)]).toEqual([0, 1]);
    expect([official("10. aabb 20.").takenOver, official("10. aabbcc 20.").takenOver]).toEqual([0, 1]);
  });

  test("a word counts for every segment that it touches, and not for one that it only meets", () => {
    // three words over a segment of 800 ms, the outer two reaching in by 100 ms
    const touching = laneOf(
      4_000,
      [[1_000, 1_800]],
      [
        [900, 1_100],
        [1_200, 1_500],
        [1_700, 1_900],
      ],
    );
    // two inside, one that ends where the segment begins, one that begins where it ends
    const meeting = laneOf(
      4_000,
      [[1_000, 1_800]],
      [
        [900, 1_000],
        [1_100, 1_200],
        [1_200, 1_500],
        [1_800, 1_900],
      ],
    );
    expect([touching, meeting].map((lane) => scoreOfficialBackchannel(lane, EVEN).takenOver)).toEqual([1, 0]);
  });

  test("segments are not joined: 200 ms apart they are two events", () => {
    expect(
      scoreOfficialBackchannel(
        laneOf(4_000, [
          [1_000, 1_400],
          [1_600, 2_000],
        ]),
        EVEN,
      ).events,
    ).toHaveLength(2);
  });

  test("divergence by hand: one event in bin 2 of 4, listeners evenly", () => {
    // p = [0,1,0,0], q = ¼ each, m = [⅛, ⅝, ⅛, ⅛]: ½ ln(8/5) + ½ (¾ ln 2 + ¼ ln(2/5)) = 0.235002 + 0.259930 - 0.114536 = 0.380396
    const lane = laneOf(800, [[200, 400]]);
    expect(scoreOfficialBackchannel(lane, EVEN).divergence).toBeCloseTo(0.616_762, 4);
  });

  test("refuses listeners that never responded", () => {
    expect(refusalOf(() => scoreOfficialBackchannel(laneOf(800, []), []))).toContain("received 0 empty bins");
    expect(refusalOf(() => scoreOfficialBackchannel(laneOf(800, []), [0, 0]))).toContain("received 2 empty bins");
    expect(refusalOf(() => scoreOfficialBackchannel(laneOf(800, []), [1, Number.NaN]))).toContain("received NaN in bin 1");
    expect(refusalOf(() => scoreOfficialBackchannel(laneOf(800, []), [-1, 2]))).toContain("received -1 in bin 0");
    expect(refusalOf(() => scoreOfficialBackchannel(laneOf(800, []), [1, Number.POSITIVE_INFINITY]))).toContain(
      "received Infinity in bin 1",
    );
  });
});

describe("strict", () => {
  test("the picture: events at 2,000, 4,560 and 7,360 ms, marks at 1,760, 3,840 and 6,240 ms", () => {
    const { agent, notes } = PICTURES.backchannel;
    const marksMs = notes.filter(({ kind }) => kind === "mark").map(({ from }) => from * CHARACTER_MS);
    const score = scoreStrictBackchannel(drawLane(agent), marksMs);
    expect(score).toMatchObject({ events: 3, takeOvers: 0, marks: 3, matched: 2, frequencyPerSecond: 0.375 });
    expect([score.precision, score.recall]).toEqual([2 / 3, 2 / 3]);
  });

  test("nothing said: no precision, recall 0; nothing expected: precision 0, no recall", () => {
    expect(scoreStrictBackchannel(laneOf(8_000, []), [2_000])).toMatchObject({ precision: null, recall: 0 });
    expect(scoreStrictBackchannel(laneOf(8_000, [[0, 400]]), [])).toMatchObject({ precision: 0, recall: null });
  });

  test("1 s away is near enough, 1 ms more is not", () => {
    const matched = (startMs: number) => scoreStrictBackchannel(laneOf(8_000, [[startMs, startMs + 400]]), [3_000]).matched;
    expect([1_999, 2_000, 4_000, 4_001].map(matched)).toEqual([0, 1, 1, 0]);
  });

  test("up to 1 s is an event, more is a turn", () => {
    expect(
      scoreStrictBackchannel(
        laneOf(8_000, [
          [0, 1_000],
          [4_000, 5_001],
        ]),
        [],
      ),
    ).toMatchObject({ events: 1, takeOvers: 1 });
  });

  test("two events at one mark match it once", () => {
    expect(
      scoreStrictBackchannel(
        laneOf(8_000, [
          [2_500, 2_700],
          [3_300, 3_500],
        ]),
        [3_000],
      ),
    ).toMatchObject({ events: 2, matched: 1 });
  });

  test("two marks may lie at one moment, and at either end of the recording", () => {
    expect(scoreStrictBackchannel(laneOf(8_000, []), [0, 3_000, 3_000, 8_000]).marks).toBe(4);
  });

  test("refuses marks out of order or of the recording", () => {
    expect(refusalOf(() => scoreStrictBackchannel(laneOf(8_000, []), [3_000, 2_000]))).toContain("sorted marks");
    expect(refusalOf(() => scoreStrictBackchannel(laneOf(8_000, []), [9_000]))).toContain("mark 0 between 0 and 8000 ms");
  });

  test("no pairing of events and marks reaches more than matchMarks", () => {
    const next = createGenerator(5);
    const draw = (count: number) => Array.from({ length: count }, () => next() % 40).sort((a, b) => a - b);
    for (let round = 0; round < 300; round++) {
      const events = draw(next() % 7);
      const marks = draw(next() % 7);
      expect(matchMarks(events, marks, 5)).toBe(mostPairs(events, marks));
    }
  });
});

/** By trying everything: the first event goes unpaired or to any near mark. */
function mostPairs([event, ...rest]: readonly number[], marks: readonly number[]): number {
  if (event === undefined) return 0;
  const near = marks.flatMap((mark, k) => (Math.abs(event - mark) <= 5 ? [1 + mostPairs(rest, marks.toSpliced(k, 1))] : []));
  return Math.max(mostPairs(rest, marks), ...near);
}
