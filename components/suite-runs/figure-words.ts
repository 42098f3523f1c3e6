import { FIGURES, type Figure } from "@duologue/metrics";
import { answerWords } from "@/lib/shared/answer-words";
import { formatShare } from "@/lib/shared/format";

/** Tasks and figures of docs/evaluation.md in words; `better`: which way is better, none where neither is. */
const TASK_WORDS: Record<string, string> = {
  smoothTurn: "Smooth turn-taking",
  interruption: "Interruptions by the caller",
  pause: "Pauses inside a turn",
  backchannel: "Listening",
  overlap: "Sounds while it speaks",
  call: "Whole calls",
};

export type Better = "higher" | "lower" | null;

const FIGURE_WORDS: Record<string, [string, Better]> = {
  "smoothTurn.strict.successRate": ["answered in time", "higher"],
  "smoothTurn.strict.earlyRate": ["began too early", "lower"],
  "smoothTurn.strict.lateRate": ["answered late", "lower"],
  "smoothTurn.strict.missedRate": ["did not answer", "lower"],
  "smoothTurn.strict.latencyMsMedian": ["answer, median", "lower"],
  "smoothTurn.strict.latencyMsP90": ["answer, slowest tenth", "lower"],
  "interruption.strict.successRate": ["fell silent and answered", "higher"],
  "interruption.strict.keptTalkingRate": ["kept talking", "lower"],
  "interruption.strict.talkedOverRate": ["talked over the caller", "lower"],
  "interruption.strict.lateRate": ["answered late", "lower"],
  "interruption.strict.missedRate": ["did not answer", "lower"],
  "interruption.strict.stopMsMedian": ["time to stop, median", "lower"],
  "interruption.strict.stopMsP90": ["time to stop, slowest tenth", "lower"],
  "interruption.strict.responseMsMedian": ["answer, median", "lower"],
  "interruption.strict.responseMsP90": ["answer, slowest tenth", "lower"],
  "pause.strict.takeOverRate": ["took the turn", "lower"],
  "pause.strict.backchannelRate": ["only said mm-hm", null],
  "pause.strict.alreadySpeakingRate": ["was speaking already", null],
  "backchannel.strict.precision": ["mm-hms at a marked moment", "higher"],
  "backchannel.strict.recall": ["marked moments met", "higher"],
  "backchannel.strict.takeOverRate": ["took the turn", "lower"],
  "backchannel.strict.frequencyPerSecond": ["mm-hms per second", null],
  "backchannel.strict.evenSpreadDivergence": ["divergence of an even spread", null],
  "overlap.strict.interruptionAnsweredRate": ["interruption answered", "higher"],
  "overlap.strict.backchannelWentOnRate": ["went on under mm-hm", "higher"],
  "overlap.strict.toOtherWentOnRate": ["went on under words to somebody else", "higher"],
  "overlap.strict.backgroundWentOnRate": ["went on under voices in the background", "higher"],
  "overlap.strict.falseStopRate": ["false stops", "lower"],
  "call.strict.responseMsMedian": ["answer, median", "lower"],
  "call.strict.responseMsP90": ["answer, slowest tenth", "lower"],
  "call.strict.firstAudioMsMedian": ["first sound, median", "lower"],
  "call.strict.firstResponseMsMedian": ["first answer, median", "lower"],
  "call.strict.missedTurnRate": ["missed turns", "lower"],
  "call.strict.stopMsMedian": ["time to stop, median", "lower"],
  "call.strict.stopMsP90": ["time to stop, slowest tenth", "lower"],
  "call.strict.unheardBargeInRate": ["barge-ins not heard", "lower"],
  "call.strict.falseStopRate": ["false stops", "lower"],
  "call.strict.overlapRatio": ["both talking", null],
  "call.strict.agentTalkRatio": ["persona’s share", null],
  "call.strict.deadAirsPerCall": ["silences over 3 s, per call", "lower"],
  "call.strict.wordsPerMinute": ["words per minute", null],
  "smoothTurn.official.takeOverRate": ["take-over rate", "higher"],
  "smoothTurn.official.latencyMsMean": ["latency, mean", "lower"],
  "interruption.official.takeOverRate": ["take-over rate", "higher"],
  "interruption.official.latencyMsMean": ["latency, mean", "lower"],
  "pause.official.takeOverRate": ["take-over rate", "lower"],
  "backchannel.official.takeOverRate": ["take-over rate", "lower"],
  "backchannel.official.frequencyPerSecond": ["backchannels per second", null],
  "backchannel.official.divergence": ["divergence from listeners", "lower"],
  "scenarios.passRate": ["calls passed", "higher"],
  "checks.passRate": ["checks passed", "higher"],
};

export function taskWords(task: string): string {
  return TASK_WORDS[task] ?? task;
}

/** "overlap.official.backgroundStopMsMean" → "background stop ms mean" where there are no words of its own. */
export function figureWords(figure: string): { words: string; better: Better } {
  const known = FIGURE_WORDS[figure];
  if (known) return { words: known[0], better: known[1] };
  const last = figure.split(".").at(-1) ?? figure;
  return { words: last.replaceAll(/([A-Z]+)/g, " $1").toLowerCase(), better: null };
}

/** "Smooth turn-taking, answered in time: at least 80 %" */
export function thresholdWords({ figure, min, max }: { figure: string; min: number | null; max: number | null }): string {
  const [task = "", version] = figure.split(".");
  const unit = unitOf(figure);
  const bounds = [min === null ? "" : `at least ${formatFigure(min, unit)}`, max === null ? "" : `at most ${formatFigure(max, unit)}`];
  const rule = version === "official" ? " by the benchmark’s rule" : "";
  const name = figure.endsWith(".passRate") ? figureWords(figure).words : `${taskWords(task)}, ${figureWords(figure).words}${rule}`;
  return `${name}: ${bounds.filter((words) => words !== "").join(", ")}`;
}

export function unitOf(figure: string): Figure["unit"] {
  const [task = "", version = "", name = ""] = figure.split(".");
  const figures = (FIGURES as Record<string, Record<string, Record<string, { unit: Figure["unit"] }>>>)[task]?.[version];
  return figures?.[name]?.unit ?? "share";
}

export function formatFigure(value: number | null, unit: Figure["unit"]): string {
  if (value === null) return "–";
  if (unit === "share") return formatShare(value);
  // times below 0 are answers that began before the caller had ended
  if (unit === "ms") return answerWords(value, null);
  return String(Number(value.toPrecision(3)));
}

/** A difference with its sign. */
export function formatDifference(value: number | null, unit: Figure["unit"]): string {
  if (value === null) return "–";
  const sign = value > 0 ? "+" : value < 0 ? "−" : "±";
  return `${sign}${formatFigure(Math.abs(value), unit)}`;
}
