import type { TimelineEvent } from "@duologue/protocol";
import { describe, expect, it } from "vitest";
import { scorecardResult } from "@/lib/shared/scorecards";
import { buildScorecard } from "./build-scorecard";
import type { Heard } from "./listen-to-lanes";

const WINDOWS = 500;
const WINDOW_MS = 32;

/** Voice from one window up to another, 32 ms each; 16 s in all. */
function heardIn(caller: [number, number][], agent: [number, number][]): Heard {
  const lane = (spans: [number, number][]) =>
    Array.from({ length: WINDOWS }, (_, k) => (spans.some(([from, to]) => k >= from && k < to) ? 0.9 : 0.1));
  return { caller: lane(caller), agent: lane(agent), sampleCount: WINDOWS * 512, recordedSamples: WINDOWS * 768 };
}
const text = (frameIndex: number, words: string): TimelineEvent => ({ kind: "text", frameIndex, atMs: 0, text: words, nodeId: null });
const said = (frameIndex: number, endFrameIndex: number): TimelineEvent => ({
  kind: "utterance",
  lane: "agent",
  frameIndex,
  endFrameIndex,
  atMs: 0,
});

describe("buildScorecard", () => {
  // caller 1.6 to 4.8 s, agent 5.6 to 9.6 s, each 30 ms wider on both sides; then the caller again, in vain
  const heard = heardIn(
    [
      [50, 150],
      [320, 360],
    ],
    [[175, 300]],
  );

  it("measures both rules, and marks what happened to the nearest frame", () => {
    const { strict, official, marks, frames } = buildScorecard(heard, [], "1.2.3");
    expect(frames).toBe(200);
    expect(strict).toMatchObject({ responsesMs: [740], missedTurns: 1, turns: { caller: 2, agent: 1 }, wordsPerMinute: null });
    expect(official).toMatchObject({ responseMsMean: 740, stopMsMean: null, humanLikeRepairs: 1 });
    expect(marks.map(({ kind, lane, fromFrame, toFrame }) => [kind, lane, fromFrame, toFrame])).toEqual([
      ["turn", "caller", 20, 60],
      ["gap", null, 60, 70],
      ["turn", "agent", 70, 120],
      ["gap", null, 120, 128],
      ["turn", "caller", 128, 144],
      ["missedTurn", "caller", 144, 200],
    ]);
  });

  it("counts the words of the timeline, per minute of the voice that was heard", () => {
    const events = [said(70, 120), text(70, "Good"), text(75, " morning to"), text(90, " you")];
    const spokenMs = 125 * WINDOW_MS + 60;
    expect(buildScorecard(heard, events, "x").strict.wordsPerMinute).toBeCloseTo(4 / (spokenMs / 60_000), 6);
  });

  it("takes a timeline that goes on after its recording broke off, but only the words that are on it", () => {
    const events = [said(70, 120), text(70, "Good"), said(230, 260), text(230, " morning")];
    expect(buildScorecard(heard, events, "x").strict.wordsPerMinute).toBeCloseTo(1 / ((125 * WINDOW_MS + 60) / 60_000), 6);
  });

  it("refuses a timeline of which spans end before they begin", () => {
    expect(() => buildScorecard(heard, [said(20, 10)], "x")).toThrow(expect.objectContaining({ failure: "timeline_unreadable" }));
  });

  it("gives the same bytes for the same input, and nothing that its readers would not take", () => {
    const once = JSON.stringify(buildScorecard(heard, [text(70, "Good")], "x"));
    expect(JSON.stringify(buildScorecard(heard, [text(70, "Good")], "x"))).toBe(once);
    expect(scorecardResult.parse(JSON.parse(once))).toEqual(JSON.parse(once));
  });

  it("of a call without sound measures nothing", () => {
    const silence: Heard = { caller: [], agent: [], sampleCount: 0, recordedSamples: 0 };
    expect(buildScorecard(silence, [], "x")).toMatchObject({ frames: 0, marks: [], strict: { responseMsMedian: null, missedTurns: 0 } });
  });
});
