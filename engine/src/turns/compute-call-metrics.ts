/** The figures of a call from its timeline and its counters; pure, so that a recovered or replayed call gives the same ones. */
import { findQuantile } from "@duologue/metrics";
import { type CallMetrics, FRAME_MS, type TimelineEvent } from "@duologue/protocol";

export interface MetricCounters {
  frames: number;
  stepMsP50: number;
  stepMsP99: number;
  droppedFrames: number;
  missingFrames: number;
  reconnects: number;
}

type Of<K extends TimelineEvent["kind"]> = Extract<TimelineEvent, { kind: K }>;

/**
 * Speech is the sum of utterances. A response is counted at each change of floor from caller to persona: the start of its turn minus
 * the end of the caller's, signed (negative: it began before the caller had ended).
 */
export function computeCallMetrics(events: readonly TimelineEvent[], counters: MetricCounters): CallMetrics {
  const pick = <K extends TimelineEvent["kind"]>(kind: K) => events.filter((event): event is Of<K> => event.kind === kind);
  const utterances = pick("utterance");
  const turns = pick("turn").sort((a, b) => a.frameIndex - b.frameIndex);
  const bargeIns = pick("bargeIn");
  const responsesMs = turns.flatMap((turn, k) => {
    const before = turns[k - 1];
    return turn.lane === "agent" && before?.lane === "caller" ? [(turn.frameIndex - before.endFrameIndex) * FRAME_MS] : [];
  });
  const stopsMs = bargeIns.flatMap((event) => (event.stopMs === null ? [] : [event.stopMs]));
  const agentUtterances = utterances.filter((event) => event.lane === "agent");
  return {
    frames: counters.frames,
    durationMs: counters.frames * FRAME_MS,
    firstAudioMs: agentUtterances.length === 0 ? null : Math.min(...agentUtterances.map((event) => event.frameIndex)) * FRAME_MS,
    callerSpeechMs: lengthMs(utterances.filter((event) => event.lane === "caller")),
    agentSpeechMs: lengthMs(agentUtterances),
    overlapMs: lengthMs(pick("overlap")),
    responseMsMedian: findQuantile(responsesMs, 0.5),
    responseMsP90: findQuantile(responsesMs, 0.9),
    turns: { caller: turns.filter((turn) => turn.lane === "caller").length, agent: turns.filter((turn) => turn.lane === "agent").length },
    bargeIns: bargeIns.length,
    stopMsMedian: findQuantile(stopsMs, 0.5),
    backchannels: pick("backchannel").length,
    stepMsP50: counters.stepMsP50,
    stepMsP99: counters.stepMsP99,
    droppedFrames: counters.droppedFrames,
    missingFrames: counters.missingFrames,
    reconnects: counters.reconnects,
  };
}

function lengthMs(spans: readonly { frameIndex: number; endFrameIndex: number }[]): number {
  return spans.reduce((sum, span) => sum + (span.endFrameIndex - span.frameIndex), 0) * FRAME_MS;
}
