/** What the observer sees frame by frame, while the call runs, is what @duologue/metrics finds in the same lanes afterwards. */

import { findFloor, findTurns, measureCall, readTimeline } from "@duologue/metrics";
import { FRAME_MS, type TimelineEvent } from "@duologue/protocol";
import { expect, test } from "vitest";
import { computeCallMetrics } from "./compute-call-metrics";
import { TurnObserver } from "./turn-observer";

const FRAMES = 1_500;
const COUNTERS = { frames: FRAMES, stepMsP50: 0, stepMsP99: 0, droppedFrames: 0, missingFrames: 0, reconnects: 0 };

/** Numbers from 0 to 1, the same for the same seed. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** Runs of at least two frames of voice between silences of any length. */
function randomVoice(next: () => number): boolean[] {
  const voice: boolean[] = [];
  while (voice.length < FRAMES) {
    voice.push(...new Array<boolean>(1 + Math.floor(next() * next() * 60)).fill(false));
    voice.push(...new Array<boolean>(2 + Math.floor(next() * next() * 60)).fill(true));
  }
  return voice.slice(0, FRAMES);
}

function observe(caller: boolean[], agent: boolean[]): TimelineEvent[] {
  const observer = new TurnObserver();
  const drafts = caller.flatMap((voiced, k) => observer.step(k, voiced, agent[k] as boolean));
  return [...drafts, ...observer.finish()].map((draft) => ({ ...draft, atMs: 0 }) as TimelineEvent);
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])("turns, responses, stops and backchannels of random lanes, seed %i", (seed) => {
  const next = draws(seed);
  const events = observe(randomVoice(next), randomVoice(next));
  const lanes = readTimeline(events, FRAMES);
  const seen = computeCallMetrics(events, COUNTERS);
  const found = measureCall(lanes);
  expect(found).toMatchObject({
    durationMs: seen.durationMs,
    firstAudioMs: seen.firstAudioMs,
    callerSpeechMs: seen.callerSpeechMs,
    agentSpeechMs: seen.agentSpeechMs,
    responseMsMedian: seen.responseMsMedian,
    responseMsP90: seen.responseMsP90,
    turns: seen.turns,
    bargeIns: seen.bargeIns,
    stopMsMedian: seen.stopMsMedian,
  });
  expect(found.backchannels.caller + found.backchannels.agent).toBe(seen.backchannels);
  const inFrames = (span: { startMs: number; endMs: number }) => [span.startMs / FRAME_MS, span.endMs / FRAME_MS];
  const told = (kind: "turn" | "pause" | "gap") =>
    events
      .flatMap((event) => (event.kind === kind ? [[event.frameIndex, event.endFrameIndex]] : []))
      .sort((a, b) => (a[0] as number) - (b[0] as number));
  const { turns, pauses, gaps } = findTurns(findFloor(lanes));
  expect(turns.map(inFrames)).toEqual(told("turn"));
  expect(pauses.map(inFrames)).toEqual(told("pause"));
  expect(gaps.map(inFrames)).toEqual(told("gap"));
});
