/** Every expected figure was worked out by hand; one character of a drawing is 80 ms. */
import { describe, expect, test } from "vitest";
import { at, drawLane } from "../../test/draw-lane";
import { laneOf } from "../../test/lane-of";
import { refusalOf } from "../../test/refusal";
import { buildLane } from "./build-lane";
import { checkLane, checkLanes, checkMoment } from "./check-lane";
import { findSpanAt } from "./find-span-at";
import { findUtterances } from "./find-utterances";
import { intersectSpans } from "./intersect-spans";
import { joinSpans } from "./join-spans";

describe("buildLane", () => {
  test("length from the samples, voice from the probabilities", () => {
    // 20 windows of 32 ms; voice in windows 5 to 15: 160 to 480 ms, padded by 30
    const probabilities = Array.from({ length: 20 }, (_, k) => (k >= 5 && k < 15 ? 0.9 : 0));
    const lane = buildLane({ pcm: new Float32Array(20 * 512), probabilities }, "agent");
    expect(lane).toEqual({ durationMs: 640, voice: [{ startMs: 130, endMs: 510 }] });
  });

  test("audio at another rate than its probabilities is refused", () => {
    expect(refusalOf(() => buildLane({ pcm: new Float32Array(30_720), probabilities: new Float32Array(20) }, "agent"))).toContain("16 kHz");
  });
});

describe("utterances", () => {
  test("joined over 600 ms for the caller, over 500 ms for the agent, and not over more", () => {
    const apart = (gapMs: number) =>
      laneOf(5_000, [
        [0, 1_000],
        [1_000 + gapMs, 3_000],
      ]);
    expect([500, 501].map((gapMs) => findUtterances(apart(gapMs), "agent").length)).toEqual([1, 2]);
    expect([600, 601].map((gapMs) => findUtterances(apart(gapMs), "caller").length)).toEqual([1, 2]);
    expect(findUtterances(laneOf(5_000, []), "agent")).toEqual([]);
  });

  test("joining nothing over 0 ms joins what touches or overlaps", () => {
    expect(joinSpans([at(0, 5), at(5, 8), at(6, 7), at(9, 10)], 0)).toEqual([at(0, 8), at(9, 10)]);
  });
});

describe("intersectSpans", () => {
  test("what both have, also where one span meets several", () => {
    //  ..#######..###
    //  ####.##.###.##   both: 2-4, 5-7, 8-9, and 12-14
    expect(intersectSpans(drawLane("..#######..###").voice, drawLane("####.##.###.##").voice)).toEqual([
      at(2, 4),
      at(5, 7),
      at(8, 9),
      at(12, 14),
    ]);
  });

  test("what only touches shares nothing", () => {
    expect(intersectSpans([at(0, 5)], [at(5, 9)])).toEqual([]);
    expect(intersectSpans([], [at(5, 9)])).toEqual([]);
  });
});

test("a span that begins or ends at a moment does not last through it", () => {
  expect([0, 1, 399, 400].map((ms) => findSpanAt([{ startMs: 0, endMs: 400 }], ms) !== null)).toEqual([false, true, true, false]);
});

describe("lanes that cannot be measured", () => {
  test.each([
    ["two lengths", () => checkLanes({ caller: laneOf(1_000, []), agent: laneOf(1_080, []) }), "caller 1000 ms and agent 1080 ms"],
    ["no length", () => checkLane(laneOf(Number.NaN, []), "agent"), "received NaN"],
    ["a time that is none", () => checkLane(laneOf(1_000, [[0, Number.NaN]]), "agent"), "agent segment 0 with finite times"],
    ["an empty segment", () => checkLane(laneOf(1_000, [[500, 500]]), "agent"), "to end after it starts"],
    ["a segment beyond the end", () => checkLane(laneOf(1_000, [[500, 1_001]]), "agent"), "between 0 and 1000 ms, received 500 to 1001 ms"],
    ["a segment before the start", () => checkLane(laneOf(1_000, [[-1, 10]]), "caller"), "between 0 and 1000 ms"],
    [
      "unsorted",
      () =>
        checkLane(
          laneOf(1_000, [
            [500, 600],
            [100, 200],
          ]),
          "caller",
        ),
      "caller segment 1 at 100 ms after one until 600 ms",
    ],
    [
      "overlapping",
      () =>
        checkLane(
          laneOf(1_000, [
            [0, 600],
            [500, 700],
          ]),
          "caller",
        ),
      "Sort them by start and join",
    ],
    [
      "unsorted words",
      () =>
        checkLane(
          laneOf(
            1_000,
            [],
            [
              [500, 600],
              [400, 700],
            ],
          ),
          "agent",
        ),
      "words sorted by their start",
    ],
  ])("%s", (_, call, words) => {
    const message = refusalOf(call);
    expect(message).toContain(words);
    expect(message).toMatch(/^Expected .+, received .+\. [A-Z].+\.$/s);
  });

  test("a moment lies from the first to the last, both included", () => {
    for (const atMs of [0, 500, 1_000]) checkMoment(atMs, "it", 1_000);
    for (const atMs of [-1, 1_001, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(refusalOf(() => checkMoment(atMs, "it", 1_000))).toContain(`Expected it between 0 and 1000 ms, received ${atMs}.`);
    }
  });

  test("segments may touch, fill the lane and end with it; words may overlap", () => {
    checkLane(
      laneOf(
        1_000,
        [
          [0, 600],
          [600, 1_000],
        ],
        [
          [0, 500],
          [400, 900],
        ],
      ),
      "agent",
    );
    checkLane(laneOf(0, []), "caller");
  });
});
