import { checkLanes } from "../lane/check-lane";
import { intersectSpans } from "../lane/intersect-spans";
import type { Lanes, Side, Span } from "../lane/lane";
import { lengthMs, totalMs } from "../lane/measure-length";
import { findQuantile } from "../statistics/find-quantile";
import { THRESHOLDS } from "../thresholds";
import { type FalseStops, findFalseStops } from "./find-false-stops";
import { findFloor } from "./find-floor";
import { findMissedTurns } from "./find-missed-turns";
import { findSilences } from "./find-silences";
import { findTurns } from "./find-turns";
import { measureResponses } from "./measure-responses";

/** Figures of one conversation. Null: nothing of that kind happened, so there is nothing to measure. */
export interface CallFigures {
  durationMs: number;
  /** voice, without the silences inside utterances */
  callerSpeechMs: number;
  agentSpeechMs: number;
  /** the agent's part of all speech, 0 to 1 */
  agentTalkRatio: number | null;
  /** both audible at once */
  overlapMs: number;
  /** of the time in which anybody speaks, 0 to 1 */
  overlapRatio: number | null;
  /** start → the agent's first sound */
  firstAudioMs: number | null;
  /** the first of `responsesMs` */
  firstResponseMs: number | null;
  /** caller's turn end → agent's turn start, signed, one per change of floor */
  responsesMs: number[];
  responseMsMedian: number | null;
  responseMsP90: number | null;
  /** turns of the caller after which nobody spoke for 3 s */
  missedTurns: number;
  /** missed ones and those answered within 3 s */
  turnChances: number;
  bargeIns: number;
  /** barge-in start → agent silent */
  stopsMs: number[];
  stopMsMedian: number | null;
  /** barge-ins that did not get through */
  unheardBargeIns: number;
  /** how many there are, of how many chances, and how that is known */
  falseStops: Omit<FalseStops, "found"> & { falseStops: number };
  turns: Record<Side, number>;
  backchannels: Record<Side, number>;
  gapMsMedian: number | null;
  /** silences inside the agent's turns */
  agentPauseMsMedian: number | null;
  /** silences of both for more than 3 s, the beginning and the end of the recording included */
  deadAirs: number;
  deadAirMs: number;
  longestSilenceMs: number;
  /** of the agent; null without a text stream */
  wordsPerMinute: number | null;
}

/** `callerBackchannels`: where it is known which of the caller's sounds wanted no answer. */
export function measureCall(lanes: Lanes, callerBackchannels?: readonly Span[]): CallFigures {
  checkLanes(lanes);
  const { caller, agent } = lanes;
  const utterances = findFloor(lanes);
  const { turns, pauses, gaps } = findTurns(utterances);
  const responsesMs = measureResponses(turns);
  const missedTurns = findMissedTurns(utterances, caller.durationMs).length;
  const bargeIns = utterances.filter(({ kind }) => kind === "bargeIn");
  const stopsMs = bargeIns.flatMap(({ stopMs }) => stopMs ?? []);
  const { found: falseStops, ...asked } = findFalseStops(lanes, utterances, callerBackchannels);
  const silencesMs = findSilences(lanes).map(lengthMs);
  const deadAirsMs = silencesMs.filter((silenceMs) => silenceMs > THRESHOLDS.deadAirMs.value);
  const callerSpeechMs = totalMs(caller.voice);
  const agentSpeechMs = totalMs(agent.voice);
  const overlapMs = totalMs(intersectSpans(caller.voice, agent.voice));
  return {
    durationMs: caller.durationMs,
    callerSpeechMs,
    agentSpeechMs,
    agentTalkRatio: ratio(agentSpeechMs, callerSpeechMs + agentSpeechMs),
    overlapMs,
    overlapRatio: ratio(overlapMs, callerSpeechMs + agentSpeechMs - overlapMs),
    firstAudioMs: agent.voice[0]?.startMs ?? null,
    firstResponseMs: responsesMs[0] ?? null,
    responsesMs,
    responseMsMedian: findQuantile(responsesMs, 0.5),
    responseMsP90: findQuantile(responsesMs, 0.9),
    missedTurns,
    turnChances: missedTurns + responsesMs.filter((responseMs) => responseMs <= THRESHOLDS.responseWithinMs.value).length,
    bargeIns: bargeIns.length,
    stopsMs,
    stopMsMedian: findQuantile(stopsMs, 0.5),
    unheardBargeIns: bargeIns.length - stopsMs.length,
    falseStops: { falseStops: falseStops.length, ...asked },
    turns: bySide((side) => turns.filter((turn) => turn.side === side).length),
    backchannels: bySide((side) => utterances.filter((utterance) => utterance.side === side && utterance.kind === "backchannel").length),
    gapMsMedian: findQuantile(gaps.map(lengthMs), 0.5),
    agentPauseMsMedian: findQuantile(pauses.filter(({ side }) => side === "agent").map(lengthMs), 0.5),
    deadAirs: deadAirsMs.length,
    deadAirMs: deadAirsMs.reduce((sum, silenceMs) => sum + silenceMs, 0),
    longestSilenceMs: Math.max(0, ...silencesMs),
    wordsPerMinute: agent.words ? ratio(agent.words.length, agentSpeechMs / 60_000) : null,
  };
}

function bySide(count: (side: Side) => number): Record<Side, number> {
  return { caller: count("caller"), agent: count("agent") };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
