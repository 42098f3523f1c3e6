/** Every expected figure below was worked out by hand from the drawing above it: one character is one frame of 80 ms. */
import type { TimelineDraft, TimelineEvent } from "@duologue/protocol";
import { describe, expect, test } from "vitest";
import { computeCallMetrics } from "./compute-call-metrics";
import { TurnObserver } from "./turn-observer";

/** "20. 10#" is 20 silent frames and 10 voiced ones. */
function lane(drawing: string): boolean[] {
  return drawing
    .trim()
    .split(/\s+/)
    .flatMap((part) => new Array<boolean>(Number(part.slice(0, -1))).fill(part.endsWith("#")));
}

function observe(caller: string, agent: string, gaveWayAt = -1): TimelineDraft[] {
  const observer = new TurnObserver();
  const callerVoice = lane(caller);
  const agentVoice = lane(agent);
  const frames = Math.max(callerVoice.length, agentVoice.length);
  const drafts: TimelineDraft[] = [];
  for (let k = 0; k < frames; k++) drafts.push(...observer.step(k, callerVoice[k] ?? false, agentVoice[k] ?? false, k === gaveWayAt));
  return [...drafts, ...observer.finish()];
}

/** One line an event, in the order of their beginning. */
function lines(drafts: TimelineDraft[]): string[] {
  return drafts
    .map((draft) => {
      const who = "lane" in draft ? ` ${draft.lane}` : "";
      const end = "endFrameIndex" in draft ? `-${draft.endFrameIndex}` : "";
      const stop = draft.kind === "bargeIn" ? ` stop ${draft.stopMs}` : "";
      return { at: draft.frameIndex, line: `${draft.kind}${who} ${draft.frameIndex}${end}${stop}` };
    })
    .sort((a, b) => a.at - b.at || a.line.localeCompare(b.line))
    .map(({ line }) => line);
}

const metricsOf = (drafts: TimelineDraft[], frames: number) =>
  computeCallMetrics(
    drafts.map((draft) => ({ ...draft, atMs: 0 }) as TimelineEvent),
    { frames, stepMsP50: 6, stepMsP99: 11, droppedFrames: 2, missingFrames: 3, reconnects: 1 },
  );

describe("turns", () => {
  test("the caller speaks, the persona answers 400 ms later", () => {
    const drafts = observe("5. 10# 45.", "20. 20# 20.");
    expect(lines(drafts)).toEqual(["turn caller 5-15", "utterance caller 5-15", "gap 15-20", "turn agent 20-40", "utterance agent 20-40"]);
    expect(metricsOf(drafts, 60)).toEqual({
      frames: 60,
      durationMs: 4_800,
      firstAudioMs: 1_600,
      callerSpeechMs: 800,
      agentSpeechMs: 1_600,
      overlapMs: 0,
      responseMsMedian: 400,
      responseMsP90: 400,
      turns: { caller: 1, agent: 1 },
      bargeIns: 0,
      stopMsMedian: null,
      backchannels: 0,
      stepMsP50: 6,
      stepMsP99: 11,
      droppedFrames: 2,
      missingFrames: 3,
      reconnects: 1,
    });
  });

  test("one frame of overlap is the end of a turn, and a barge-in where the speaker says that it broke off", () => {
    expect(lines(observe("20. 30# 20.", "21# 49."))).not.toContain("bargeIn 20 stop 80");
    expect(lines(observe("20. 30# 20.", "21# 49.", 21))).toContain("bargeIn 20 stop 80");
  });

  test("a caller who begins in a pause that the speaker then keeps for him has barged in after 0 ms", () => {
    expect(lines(observe("20. 30# 20.", "18# 52."))).not.toContain("bargeIn 20 stop 0");
    expect(lines(observe("20. 30# 20.", "18# 52.", 22))).toContain("bargeIn 20 stop 0");
  });

  test("a barge-in: the persona falls silent 10 frames after the caller began", () => {
    const drafts = observe("20. 30# 20.", "30# 40.");
    expect(lines(drafts)).toEqual([
      "turn agent 0-30",
      "utterance agent 0-30",
      "bargeIn 20 stop 800",
      "overlap 20-30",
      "turn caller 20-50",
      "utterance caller 20-50",
    ]);
    expect(metricsOf(drafts, 70)).toMatchObject({
      overlapMs: 800,
      bargeIns: 1,
      stopMsMedian: 800,
      firstAudioMs: 0,
      responseMsMedian: null,
    });
  });

  test("a barge-in is told while the caller still speaks", () => {
    const observer = new TurnObserver();
    let toldAt = -1;
    for (let k = 0; k < 60; k++) {
      if (observer.step(k, k >= 20, k < 24).some((draft) => draft.kind === "bargeIn")) toldAt = k;
    }
    // silent from frame 24, certain after 7 silent frames
    expect(toldAt).toBe(30);
  });

  test("a backchannel takes no floor: the persona's turn goes on through it", () => {
    const drafts = observe("20. 6# 34.", "60#");
    expect(lines(drafts)).toEqual([
      "turn agent 0-60",
      "utterance agent 0-60",
      "backchannel caller 20-26",
      "overlap 20-26",
      "utterance caller 20-26",
    ]);
    expect(metricsOf(drafts, 60)).toMatchObject({ backchannels: 1, turns: { caller: 0, agent: 1 }, overlapMs: 480 });
  });

  test("a backchannel of the persona counts too", () => {
    expect(lines(observe("60#", "20. 6# 34."))).toContain("backchannel agent 20-26");
  });

  test("a short word that silences the persona is a barge-in", () => {
    // silent 2 frames after the caller's last word: 28 <= 26 + 4
    expect(lines(observe("20. 6# 40.", "28# 38."))).toContain("bargeIn 20 stop 640");
  });

  test("a barge-in that does not get through has no stop time", () => {
    // the persona speaks until 80, more than 12 frames past the caller's end at 46
    const drafts = observe("20. 26# 54.", "80# 20.");
    expect(lines(drafts)).toContain("bargeIn 20 stop null");
    expect(metricsOf(drafts, 100)).toMatchObject({ bargeIns: 1, stopMsMedian: null });
  });

  test("one frame of overlap at the end of a turn is no barge-in", () => {
    expect(lines(observe("20. 21# 19.", "21# 39."))).toEqual([
      "turn agent 0-21",
      "utterance agent 0-21",
      "overlap 20-21",
      "turn caller 20-41",
      "utterance caller 20-41",
    ]);
  });

  test("a pause inside a turn; silences of 560 ms are inside an utterance", () => {
    expect(lines(observe("10# 10. 10# 10.", "40."))).toEqual([
      "turn caller 0-30",
      "utterance caller 0-10",
      "pause caller 10-20",
      "utterance caller 20-30",
    ]);
    expect(lines(observe("10# 7. 4# 10.", "31."))).toEqual(["turn caller 0-21", "utterance caller 0-21"]);
  });

  test("a click is no utterance", () => {
    expect(lines(observe("5. 1# 20.", "26."))).toEqual([]);
  });

  test("an answer that begins before the caller has ended is a negative response time", () => {
    // caller 0-20, persona from 18 on: the caller ends 2 frames later
    expect(metricsOf(observe("20# 40.", "18. 30# 12."), 60)).toMatchObject({ responseMsMedian: -160, overlapMs: 160 });
  });

  test("median and 90th percentile of several responses", () => {
    // ends 10, 50, 90 → starts 15 (400 ms), 60 (800 ms), 105 (1,200 ms): p90 = 800 + 0.8 * 400
    const drafts = observe("10# 30. 10# 30. 10# 30.", "15. 10# 35. 10# 35. 10# 5.");
    expect(metricsOf(drafts, 120)).toMatchObject({ responseMsMedian: 800, responseMsP90: 1_120, turns: { caller: 3, agent: 3 } });
  });
});
