import {
  buildLane,
  findMarks,
  findMean,
  findQuantile,
  type Lanes,
  type Mark,
  measureCall,
  readTimeline,
  scoreOfficialOverlap,
  type Word,
} from "@duologue/metrics";
import { FRAME_MS, FRAME_SAMPLES, type TimelineEvent } from "@duologue/protocol";
import type { FloorMark } from "@/lib/shared/floor-marks";
import { SCORECARD_VERSION, type ScorecardResult } from "@/lib/shared/scorecards";
import type { Heard } from "./listen-to-lanes";
import { RefusedInput } from "./refused-input";

/** Figures and marks of one call: voice as the detector heard it, words as the timeline has them. Same input, same bytes. */
export function buildScorecard(heard: Heard, events: readonly TimelineEvent[], metricsBuild: string): ScorecardResult {
  const lanes = buildLanes(heard, events);
  const frames = Math.floor(heard.recordedSamples / FRAME_SAMPLES);
  const figures = measureCall(lanes);
  const official = scoreOfficialOverlap(lanes);
  return {
    version: SCORECARD_VERSION,
    metricsBuild,
    frames,
    strict: { ...figures, stopMsP90: findQuantile(figures.stopsMs, 0.9) },
    official: { ...official, stopMsMean: findMean(official.stopsMs), responseMsMean: findMean(official.responsesMs) },
    marks: findMarks(lanes).map(toFrames),
  };
}

function buildLanes(heard: Heard, events: readonly TimelineEvent[]): Lanes {
  const pcm = { length: heard.sampleCount };
  const caller = buildLane({ pcm, probabilities: heard.caller }, "caller");
  const words = readWords(events, caller.durationMs);
  return { caller, agent: buildLane({ pcm, probabilities: heard.agent, ...(words ? { words } : {}) }, "agent") };
}

/** The persona's words; of a recording that broke off before its timeline those that are on it. */
function readWords(events: readonly TimelineEvent[], durationMs: number): Word[] | undefined {
  const last = events.reduce((frame, event) => Math.max(frame, "endFrameIndex" in event ? event.endFrameIndex : event.frameIndex + 1), 0);
  let words: readonly Word[] | undefined;
  try {
    words = readTimeline(events, Math.max(last, Math.ceil(durationMs / FRAME_MS))).agent.words;
  } catch {
    throw new RefusedInput("timeline_unreadable");
  }
  return words?.filter(({ startMs }) => startMs < durationMs).map((word) => ({ ...word, endMs: Math.min(word.endMs, durationMs) }));
}

/** To the nearest frame, so that edges which met still meet; never shorter than one. */
function toFrames({ kind, side, startMs, endMs, stopMs }: Mark): FloorMark {
  const fromFrame = Math.round(startMs / FRAME_MS);
  return { kind, lane: side, fromFrame, toFrame: Math.max(fromFrame + 1, Math.round(endMs / FRAME_MS)), stopMs };
}
