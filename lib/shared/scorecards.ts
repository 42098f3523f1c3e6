/** The scorecard of a call: how the two sides took turns, measured from the recording. Times in ms, shares 0 to 1. */
import type { speakerInfo } from "@duologue/protocol";
import { z } from "zod";
import { floorMark } from "./floor-marks";

/** Of the layout below. A scorecard of an older one is measured again. */
export const SCORECARD_VERSION = 1;

const orNone = z.number().nullable();
const bySide = z.object({ caller: z.number(), agent: z.number() });

/** Ours; @duologue/metrics' CallFigures explains each. Null: nothing of that kind happened. */
export const strictFigures = z.object({
  durationMs: z.number(),
  callerSpeechMs: z.number(),
  agentSpeechMs: z.number(),
  agentTalkRatio: orNone,
  overlapMs: z.number(),
  overlapRatio: orNone,
  firstAudioMs: orNone,
  firstResponseMs: orNone,
  responsesMs: z.array(z.number()),
  responseMsMedian: orNone,
  responseMsP90: orNone,
  missedTurns: z.number(),
  turnChances: z.number(),
  bargeIns: z.number(),
  stopsMs: z.array(z.number()),
  stopMsMedian: orNone,
  stopMsP90: orNone,
  unheardBargeIns: z.number(),
  falseStops: z.object({ falseStops: z.number(), chances: z.number(), from: z.enum(["marks", "sound"]) }),
  turns: bySide,
  backchannels: bySide,
  gapMsMedian: orNone,
  agentPauseMsMedian: orNone,
  deadAirs: z.number(),
  deadAirMs: z.number(),
  longestSilenceMs: z.number(),
  wordsPerMinute: orNone,
});
export type StrictFigures = z.infer<typeof strictFigures>;

/** The benchmark's own rule (v1.5, timing of overlaps), which knows no signed latency and no silence as such. */
export const officialFigures = z.object({
  stopsMs: z.array(z.number()),
  stopMsMean: orNone,
  responsesMs: z.array(z.number()),
  responseMsMean: orNone,
  humanLikeRepairs: z.number(),
});
export type OfficialFigures = z.infer<typeof officialFigures>;

export const scorecardResult = z.object({
  version: z.literal(SCORECARD_VERSION),
  /** of @duologue/metrics */
  metricsBuild: z.string(),
  frames: z.number().int(),
  strict: strictFigures,
  official: officialFigures,
  marks: z.array(floorMark),
});
export type ScorecardResult = z.infer<typeof scorecardResult>;

export const SCORECARD_STATES = ["waiting", "measuring", "ready", "failed"] as const;
export type ScorecardState = (typeof SCORECARD_STATES)[number];

/** Why a call could not be measured. */
export const SCORECARD_FAILURES = [
  "recording_missing",
  "recording_unreadable",
  "timeline_unreadable",
  "detector_missing",
  "took_too_long",
  "broke_off",
] as const;
export const scorecardFailure = z.enum(SCORECARD_FAILURES);
export type ScorecardFailure = z.infer<typeof scorecardFailure>;

export const FAILURE_WORDS: Record<ScorecardFailure, string> = {
  recording_missing: "Its recording is not in the storage any more. Put it back, then measure again.",
  recording_unreadable:
    "Expected a stereo WAV with 16 bits at 24 kHz, received something else. Download the recording to see what it holds.",
  timeline_unreadable:
    "Expected a timeline of spans that end after they begin, received another. Download the timeline to see what it holds.",
  detector_missing: "The studio’s voice detector does not load. Install the studio’s packages again, then measure again.",
  took_too_long: "Measuring took too long. Measure again when the machine is less busy.",
  broke_off: "Measuring broke off. Measure again; if that fails too, the studio’s log says more.",
};

/** As the API says it; null instead where there is nothing to measure (yet): the call goes on, or has no recording. */
export interface CallScorecard {
  state: ScorecardState;
  failure: ScorecardFailure | null;
  /** of the newest measurement; while it is measured again, of the one before */
  result: ScorecardResult | null;
  /** who was measured */
  speaker: z.infer<typeof speakerInfo> | null;
  measuredAt: string | null;
}

/** For lists. */
export interface ScorecardSummary {
  state: ScorecardState;
  responseMsMedian: number | null;
  stopMsMedian: number | null;
}
