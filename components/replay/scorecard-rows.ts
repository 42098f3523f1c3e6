/** The figures of a scorecard in words: what each is, in one short sentence, by our rule and by the benchmark's where it has one. */
import { answerWords, FEWEST_ANSWERS } from "@/lib/shared/answer-words";
import { formatCount, formatMs, formatShare } from "@/lib/shared/format";
import type { ScorecardResult } from "@/lib/shared/scorecards";

export interface ScorecardRow {
  name: string;
  value: string;
  /** what stands beside the value: spread, number */
  detail: string;
  meaning: string;
  /** the benchmark's own rule; null where it has none for whole calls */
  official: string | null;
}

export function scorecardRows({ strict, official }: Pick<ScorecardResult, "strict" | "official">): ScorecardRow[] {
  const { falseStops } = strict;
  const answers = strict.responsesMs.length;
  return [
    {
      name: "Response",
      value: answerWords(strict.responseMsMedian, answers),
      detail: `${formatCount(answers, "answer")}, ${answers < FEWEST_ANSWERS ? "too few for a median" : `slowest tenth ${answerWords(strict.responseMsP90, answers)}`}`,
      meaning: "Median, from the caller’s end to the persona’s start. Early: it began before the caller had finished.",
      official: `mean ${formatMs(official.responseMsMean)}, ${official.humanLikeRepairs} of ${official.responsesMs.length} within 1.5 s`,
    },
    {
      name: "Time to stop",
      value: formatMs(strict.stopMsMedian),
      detail: `${formatCount(strict.bargeIns, "barge-in")}, ${strict.unheardBargeIns} not heard, slowest tenth ${formatMs(strict.stopMsP90)}`,
      meaning: "Median, from the moment the caller cuts in until the persona is silent.",
      official: `mean length of ${formatCount(official.stopsMs.length, "overlap")} ${formatMs(official.stopMsMean)}`,
    },
    {
      name: "False stops",
      value: `${falseStops.falseStops} of ${falseStops.chances}`,
      detail: falseStops.from === "sound" ? "guessed from the sound, so at most that many" : "as marked",
      meaning: "How often the persona fell silent though the caller only said “mm-hm”.",
      official: null,
    },
    {
      name: "Missed turns",
      value: `${strict.missedTurns} of ${strict.turnChances}`,
      detail: `${strict.turns.caller} / ${strict.turns.agent} turns of caller and persona`,
      meaning: "How often the caller ended and nobody spoke for 3 s.",
      official: null,
    },
    {
      name: "Both talking",
      value: formatShare(strict.overlapRatio),
      detail: `${formatMs(strict.overlapMs)} in all, ${formatCount(strict.backchannels.caller + strict.backchannels.agent, "backchannel")}`,
      meaning: "Of the time in which anybody speaks.",
      official: null,
    },
    {
      name: "Gap",
      value: formatMs(strict.gapMsMedian),
      detail: `longest silence ${formatMs(strict.longestSilenceMs)}, ${strict.deadAirs} over 3 s`,
      meaning: "Median silence between one side’s turn and the other’s.",
      official: null,
    },
    {
      name: "Persona’s share",
      value: formatShare(strict.agentTalkRatio),
      detail: `${formatMs(strict.agentSpeechMs)} of ${formatMs(strict.agentSpeechMs + strict.callerSpeechMs)}`,
      meaning: "The persona’s part of all that was said, by length.",
      official: null,
    },
    {
      name: "Words per minute",
      value: strict.wordsPerMinute === null ? "–" : String(Math.round(strict.wordsPerMinute)),
      detail: `first sound after ${formatMs(strict.firstAudioMs)}`,
      meaning: "The persona’s words in a minute of its voice.",
      official: null,
    },
  ];
}
