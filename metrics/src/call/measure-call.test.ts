/** One character is 80 ms; every figure was worked out by hand from the drawing. */
import { describe, expect, test } from "vitest";
import { at, drawLane, drawLanes } from "../../test/draw-lane";
import { laneOf, type Pair } from "../../test/lane-of";
import { PICTURES } from "../../test/pictures";
import { refusalOf } from "../../test/refusal";
import type { Lane, Lanes } from "../lane/lane";
import { createGenerator } from "../statistics/create-generator";
import { type CallFigures, measureCall } from "./measure-call";

const measure = (caller: string, agent: string) => measureCall(drawLanes({ caller, agent }));
const measureMs = (durationMs: number, caller: Pair[], agent: Pair[]) =>
  measureCall({ caller: laneOf(durationMs, caller), agent: laneOf(durationMs, agent) });

describe("measureCall", () => {
  test("the picture", () => {
    // caller 20-45, 90-110, 146-160 = 59; agent 0-15, 50-100, 116-140 = 89; both 90-100 = 10; somebody 138
    expect(measureCall(drawLanes(PICTURES.call))).toEqual({
      durationMs: 16_000,
      callerSpeechMs: 4_720,
      agentSpeechMs: 7_120,
      agentTalkRatio: 89 / 148,
      overlapMs: 800,
      overlapRatio: 10 / 138,
      firstAudioMs: 0,
      firstResponseMs: 400,
      // 45 → 50 and 110 → 116
      responsesMs: [400, 480],
      responseMsMedian: 440,
      responseMsP90: 472,
      // nobody speaks after 160, for 40 characters = 3.2 s
      missedTurns: 1,
      turnChances: 3,
      bargeIns: 1,
      // 90 → 100
      stopsMs: [800],
      stopMsMedian: 800,
      unheardBargeIns: 0,
      falseStops: { falseStops: 0, chances: 0, from: "sound" },
      turns: { caller: 3, agent: 3 },
      backchannels: { caller: 0, agent: 0 },
      // 15-20, 45-50, 110-116, 140-146
      gapMsMedian: 440,
      agentPauseMsMedian: null,
      deadAirs: 1,
      deadAirMs: 3_200,
      longestSilenceMs: 3_200,
      wordsPerMinute: 0,
    } satisfies CallFigures);
  });

  test("nobody speaks", () => {
    expect(measure("50.", "50.")).toMatchObject({
      agentTalkRatio: null,
      overlapRatio: null,
      firstAudioMs: null,
      firstResponseMs: null,
      responseMsMedian: null,
      responseMsP90: null,
      missedTurns: 0,
      turnChances: 0,
      stopMsMedian: null,
      gapMsMedian: null,
      deadAirs: 1,
      longestSilenceMs: 4_000,
      wordsPerMinute: null,
    });
    expect(measure("", "")).toMatchObject({ durationMs: 0, deadAirs: 0, longestSilenceMs: 0 });
  });

  test("an answer that begins before the caller has ended is a negative latency", () => {
    expect(measure("20# 40.", "18. 30# 12.")).toMatchObject({ responsesMs: [-160], overlapMs: 160 });
  });

  test("an agent that never stops: no stop time, all its own talk", () => {
    const figures = measure("20. 26# 54.", "100#");
    expect(figures).toMatchObject({ bargeIns: 1, unheardBargeIns: 1, stopsMs: [], stopMsMedian: null, missedTurns: 0, deadAirs: 0 });
    expect(figures.agentTalkRatio).toBeCloseTo(100 / 126, 12);
    expect(figures.overlapRatio).toBeCloseTo(0.26, 12);
  });

  test("a greeting at the start is no response", () => {
    expect(measure("30. 20# 30.", "5. 15# 40. 20.")).toMatchObject({ firstAudioMs: 400, firstResponseMs: null, turnChances: 0 });
  });

  test("words per minute of speech: 3 words in 12 characters = 960 ms", () => {
    expect(measure("40.", "10. aaaabbbb 5. cccc 13.").wordsPerMinute).toBeCloseTo(187.5, 10);
    expect(measureCall({ caller: laneOf(800, []), agent: { durationMs: 800, voice: [] } }).wordsPerMinute).toBeNull();
  });

  test("a turn is missed after more than 3 s without either side", () => {
    const missed = (durationMs: number, caller: Pair[], agent: Pair[]) => {
      const { missedTurns, turnChances } = measureMs(durationMs, caller, agent);
      return [missedTurns, turnChances];
    };
    // answered after 3,000 ms, and after 3,001
    expect(missed(20_000, [[0, 2_000]], [[5_000, 9_000]])).toEqual([0, 1]);
    expect(missed(20_000, [[0, 2_000]], [[5_001, 9_000]])).toEqual([1, 1]);
    // the recording ends 3,000 ms later, and 3,001
    expect(missed(5_000, [[0, 2_000]], [])).toEqual([0, 0]);
    expect(missed(5_001, [[0, 2_000]], [])).toEqual([1, 1]);
    // the caller goes on himself after 2 s, then after 4 s
    expect(
      missed(
        12_000,
        [
          [0, 2_000],
          [4_000, 10_000],
        ],
        [],
      ),
    ).toEqual([0, 0]);
    expect(
      missed(
        12_000,
        [
          [0, 2_000],
          [6_000, 10_000],
        ],
        [],
      ),
    ).toEqual([1, 1]);
    // the agent ended in the same moment, and said nothing more
    expect(missed(20_000, [[500, 2_000]], [[0, 2_000]])).toEqual([1, 1]);
    // the agent was speaking already
    expect(missed(20_000, [[1_000, 2_000]], [[500, 2_500]])).toEqual([0, 0]);
  });

  test("silence of exactly 3 s is no dead air, 1 ms more is; start and end count", () => {
    expect(measureMs(10_000, [[3_000, 7_000]], [])).toMatchObject({ deadAirs: 0, longestSilenceMs: 3_000 });
    expect(measureMs(10_002, [[3_001, 7_001]], [])).toMatchObject({ deadAirs: 2, deadAirMs: 6_002 });
  });

  test("overlap is of voice, not of utterances: holes in speech are none", () => {
    // the agent's hole of 400 ms (10-15) lies in the caller's speech
    expect(measure("5. 20# 5.", "10# 5. 10# 5.")).toMatchObject({ overlapMs: 1_200 });
  });
});

describe("false stops", () => {
  const stopsOf = (caller: string, agent: string, marks?: ReturnType<typeof at>[]) =>
    measureCall(drawLanes({ caller, agent }), marks).falseStops;

  test("the picture: silent for a backchannel", () => {
    const lanes = drawLanes(PICTURES["false-stop"]);
    expect(measureCall(lanes).falseStops).toEqual({ falseStops: 1, chances: 1, from: "sound" });
    expect(measureCall(lanes, [at(20, 26)]).falseStops).toEqual({ falseStops: 1, chances: 1, from: "marks" });
  });

  test("an agent that goes on made none of one chance", () => {
    expect(stopsOf("20. 6# 54.", "80#")).toEqual({ falseStops: 0, chances: 1, from: "sound" });
  });

  test("a caller who says more soon after wanted the floor", () => {
    // ends at 26 and begins again at 40, 1,120 ms later
    expect(stopsOf("20. 6# 14. 20# 20.", "24# 56.")).toEqual({ falseStops: 0, chances: 0, from: "sound" });
  });

  test("1 s is short enough, 1 ms more is not; 1.5 s later is soon, 1 ms more is not", () => {
    const chances = (endMs: number, ...more: Pair[]) => measureMs(9_000, [[1_000, endMs], ...more], [[0, 1_500]]).falseStops.chances;
    expect([chances(2_000), chances(2_001)]).toEqual([1, 0]);
    expect([chances(2_000, [3_500, 5_000]), chances(2_000, [3_501, 5_000])]).toEqual([0, 1]);
  });

  test("with marks, only they count", () => {
    expect(stopsOf("20. 6# 54.", "24# 14. 30# 12.", [])).toEqual({ falseStops: 0, chances: 0, from: "marks" });
    expect(stopsOf("20. 6# 14. 20# 20.", "24# 56.", [at(20, 26)])).toEqual({ falseStops: 1, chances: 1, from: "marks" });
  });

  test("a mark on the agent's silence is no chance; one outside the call is refused", () => {
    expect(stopsOf("80.", "80.", [at(20, 26)])).toEqual({ falseStops: 0, chances: 0, from: "marks" });
    expect(refusalOf(() => stopsOf("80.", "80.", [at(70, 90)]))).toContain("caller backchannel 0 between 0 and 6400 ms");
  });
});

describe("properties of any two lanes", () => {
  const next = createGenerator(21);
  const draw = (from: number, to: number) => from + (next() % (to - from));

  function randomLane(durationMs: number, leadMs: number): Lane {
    const voice: Pair[] = [];
    for (let at = leadMs + draw(0, 4_000); ; ) {
      const endMs = at + draw(260, 5_000);
      if (endMs >= durationMs) return laneOf(durationMs, voice);
      voice.push([at, endMs]);
      at = endMs + draw(100, 5_000);
    }
  }
  const randomLanes = (): Lanes => ({ caller: randomLane(60_000, 0), agent: randomLane(60_000, 0) });
  const shift = ({ durationMs, voice, words }: Lane, byMs: number): Lane => ({
    durationMs: durationMs + byMs,
    voice: voice.map(({ startMs, endMs }) => ({ startMs: startMs + byMs, endMs: endMs + byMs })),
    words: (words ?? []).map((word) => ({ ...word, startMs: word.startMs + byMs, endMs: word.endMs + byMs })),
  });

  test("a later start changes nothing but what is told from the start", () => {
    for (let round = 0; round < 100; round++) {
      const lanes = randomLanes();
      const byMs = draw(1, 2_000);
      const { durationMs, firstAudioMs, deadAirs, deadAirMs, longestSilenceMs, ...figures } = measureCall(lanes);
      const later = measureCall({ caller: shift(lanes.caller, byMs), agent: shift(lanes.agent, byMs) });
      expect(later).toMatchObject(figures);
      expect(later.durationMs).toBe(durationMs + byMs);
      expect(later.firstAudioMs).toBe(firstAudioMs === null ? null : firstAudioMs + byMs);
    }
  });

  test("overlap is the same from both sides and part of each; turns alternate; times add up", () => {
    for (let round = 0; round < 100; round++) {
      const lanes = randomLanes();
      const figures = measureCall(lanes);
      const swapped = measureCall({ caller: lanes.agent, agent: lanes.caller });
      expect(swapped.overlapMs).toBe(figures.overlapMs);
      expect(figures.overlapMs).toBeLessThanOrEqual(Math.min(figures.callerSpeechMs, figures.agentSpeechMs));
      expect(Math.abs(figures.turns.caller - figures.turns.agent)).toBeLessThanOrEqual(1);
      expect(figures.stopsMs.every((stopMs) => stopMs >= 160)).toBe(true);
      expect(figures.stopsMs.length + figures.unheardBargeIns).toBe(figures.bargeIns);
      expect(figures.missedTurns).toBeLessThanOrEqual(figures.turnChances);
      expect(figures.falseStops.falseStops).toBeLessThanOrEqual(figures.falseStops.chances);
    }
  });
});

test("lanes of two lengths are refused", () => {
  expect(refusalOf(() => measureCall({ caller: drawLane("50."), agent: drawLane("51.") }))).toContain("Cut or fill up one");
});
