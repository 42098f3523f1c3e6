import { describe, expect, it } from "vitest";
import type { ScorecardResult } from "@/lib/shared/scorecards";
import { scorecardRows } from "./scorecard-rows";

const nothing: ScorecardResult = {
  version: 1,
  metricsBuild: "x",
  frames: 0,
  strict: {
    durationMs: 0,
    callerSpeechMs: 0,
    agentSpeechMs: 0,
    agentTalkRatio: null,
    overlapMs: 0,
    overlapRatio: null,
    firstAudioMs: null,
    firstResponseMs: null,
    responsesMs: [],
    responseMsMedian: null,
    responseMsP90: null,
    missedTurns: 0,
    turnChances: 0,
    bargeIns: 0,
    stopsMs: [],
    stopMsMedian: null,
    stopMsP90: null,
    unheardBargeIns: 0,
    falseStops: { falseStops: 0, chances: 0, from: "sound" },
    turns: { caller: 0, agent: 0 },
    backchannels: { caller: 0, agent: 0 },
    gapMsMedian: null,
    agentPauseMsMedian: null,
    deadAirs: 0,
    deadAirMs: 0,
    longestSilenceMs: 0,
    wordsPerMinute: null,
  },
  official: { stopsMs: [], stopMsMean: null, responsesMs: [], responseMsMean: null, humanLikeRepairs: 0 },
  marks: [],
};
const valuesOf = (result: ScorecardResult) => Object.fromEntries(scorecardRows(result).map(({ name, value }) => [name, value]));

describe("scorecardRows", () => {
  it("says plainly where there was nothing to measure", () => {
    expect(valuesOf(nothing)).toEqual({
      Response: "–",
      "Time to stop": "–",
      "False stops": "0 of 0",
      "Missed turns": "0 of 0",
      "Both talking": "–",
      Gap: "–",
      "Persona’s share": "–",
      "Words per minute": "–",
    });
  });

  it("says in words that an answer was early, and says what the benchmark's rule makes of it", () => {
    const { strict, official } = nothing;
    const [response, stop] = scorecardRows({
      ...nothing,
      strict: {
        ...strict,
        responsesMs: [-120, 80],
        responseMsMedian: -20,
        responseMsP90: 60,
        bargeIns: 1,
        stopMsMedian: 316,
        stopMsP90: 316,
      },
      official: { ...official, responsesMs: [80, 1_900], responseMsMean: 990, humanLikeRepairs: 1, stopsMs: [316], stopMsMean: 316 },
    });
    expect(response).toMatchObject({
      value: "20 ms early",
      detail: "2 answers, slowest tenth 60 ms",
      official: "mean 990 ms, 1 of 2 within 1.5 s",
    });
    expect(stop).toMatchObject({
      value: "316 ms",
      detail: "1 barge-in, 0 not heard, slowest tenth 316 ms",
      official: "mean length of 1 overlap 316 ms",
    });
  });

  it("makes no median of a single answer", () => {
    const strict = { ...nothing.strict, responsesMs: [-160], responseMsMedian: -160, responseMsP90: -160 };
    expect(scorecardRows({ ...nothing, strict })[0]).toMatchObject({ value: "–", detail: "1 answer, too few for a median" });
  });

  it("explains every figure in one sentence or two", () => {
    for (const { meaning } of scorecardRows(nothing)) expect(meaning).toMatch(/^[A-Z].*\.$/);
  });
});
