/**
 * Every number that a rule of this package compares with, in one table; docs/evaluation.md shows the same one and a test holds the two
 * together. `official` rows are Full-Duplex-Bench's and stay as they are; `strict` rows are choices of ours; `both` serve both.
 */
export interface Threshold {
  readonly value: number;
  readonly unit: string;
  readonly version: "official" | "strict" | "both";
  readonly what: string;
  readonly source: string;
}

const SILERO = "Silero VAD, get_speech_timestamps defaults";
const V1 = "Full-Duplex-Bench v1";
const V15 = "Full-Duplex-Bench v1.5";
const OURS = "ours";
const TURNS = "ours, as in engine/src/turns";

export const THRESHOLDS = {
  voiceSampleRateHz: row(16_000, "Hz", "both", "rate of the audio that the detector hears", SILERO),
  voiceWindowSamples: row(512, "samples", "both", "one probability stands for this many samples", SILERO),
  voiceOnProbability: row(0.5, "probability", "both", "voice begins at or above", SILERO),
  voiceOffProbability: row(0.35, "probability", "both", "voice may end below", SILERO),
  voiceMinMs: row(250, "ms", "both", "a segment is longer than this, before padding", SILERO),
  voiceMinSilenceMs: row(100, "ms", "both", "silence that ends a segment lasts at least", SILERO),
  voicePadMs: row(30, "ms", "both", "added on each side; nearer neighbours share what lies between", SILERO),
  joinCallerMs: row(600, "ms", "both", "caller segments up to this far apart are one utterance", V15),
  joinAgentMs: row(500, "ms", "both", "agent segments up to this far apart are one utterance", V15),

  takeOverMinMs: row(1_000, "ms", "official", "words that span at least this took the turn", V1),
  takeOverMaxWords: row(3, "words", "official", "a shorter span took the turn with more words than this", V1),
  listenMaxMs: row(3_000, "ms", "official", "a longer segment took the turn and ends the walk (backchannel task)", V1),
  listenShortMs: row(1_000, "ms", "official", "a segment under this may leave the turn (backchannel task)", V1),
  listenShortWords: row(2, "words", "official", "and at most so many words (backchannel task)", V1),
  divergenceBinMs: row(200, "ms", "both", "width of a bin of the distributions compared", V1),
  divergenceFloor: row(1e-10, "count", "both", "added to every bin before it becomes a share", V1),
  divergenceOfNothing: row(1, "", "official", "divergence of an item without any event", V1),
  humanLikeRepairMs: row(1_500, "ms", "official", "a response within this is a human-like repair", V15),

  pauseGraceMs: row(100, "ms", "strict", "an utterance that begins earlier in a pause did not react to it", OURS),
  earlyResponseMs: row(200, "ms", "strict", "a response may begin this much before the turn ends", OURS),
  responseWithinMs: row(3_000, "ms", "strict", "and at the latest this much after it; later is late, or missed", OURS),
  stopWithinMs: row(1_000, "ms", "strict", "silent at the latest this long after an interruption began", OURS),
  shortUtteranceMs: row(1_000, "ms", "strict", "up to this long an utterance can be a backchannel", TURNS),
  goesOnMs: row(320, "ms", "strict", "a speaker who goes on for longer than this after an overlap kept the floor", TURNS),
  bargeInMinOverlapMs: row(160, "ms", "strict", "a barge-in overlaps at least this long", TURNS),
  unheardAfterMs: row(1_000, "ms", "strict", "an agent that still speaks this long after a barge-in ended did not hear it", TURNS),
  resumeWithinMs: row(1_500, "ms", "strict", "speech that is taken up again within this was resumed", OURS),
  markToleranceMs: row(1_000, "ms", "strict", "a backchannel meets a marked moment at most this far away", OURS),
  deadAirMs: row(3_000, "ms", "strict", "silence of both for longer than this is dead air", OURS),

  intervalLevel: row(0.95, "share", "both", "level of the intervals", "bootstrap, percentile method"),
  intervalResamples: row(2_000, "samples", "both", "resamples behind an interval", "bootstrap, percentile method"),
} as const satisfies Record<string, Threshold>;

export type ThresholdName = keyof typeof THRESHOLDS;

function row(value: number, unit: string, version: Threshold["version"], what: string, source: string): Threshold {
  return { value, unit, version, what, source };
}
