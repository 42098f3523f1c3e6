import type { CallMetrics } from "@duologue/protocol";
import { answerWords, mostAnswers } from "@/lib/shared/answer-words";
import { formatCount, formatDuration, formatMs, formatShare } from "@/lib/shared/format";

type Figure = [name: string, value: string, meaning: string];

const stepWords = (ms: number) => (ms < 10 ? `${ms.toFixed(1)} ms` : formatMs(ms));

/** The figures of the call as the engine noted them, each with what it means; how the sides took turns only until that is measured. */
export function MetricsFigures({ metrics, isMeasured }: { metrics: CallMetrics; isMeasured: boolean }) {
  const anybodyMs = metrics.callerSpeechMs + metrics.agentSpeechMs - metrics.overlapMs;
  const share = (ms: number) => (metrics.durationMs > 0 ? `${Math.round((ms / metrics.durationMs) * 100)} %` : "–");
  const conversation: Figure[] = [
    ["First sound", formatMs(metrics.firstAudioMs), "from the call going live to the persona's first sound"],
    [
      "Response",
      answerWords(metrics.responseMsMedian, mostAnswers(metrics)),
      `median, from the caller's end to the persona's start; early: before the caller had finished; slowest tenth ${answerWords(metrics.responseMsP90, mostAnswers(metrics))}`,
    ],
    ["Time to stop", formatMs(metrics.stopMsMedian), `median over ${formatCount(metrics.bargeIns, "barge-in")}`],
    [
      "Both talking",
      formatShare(anybodyMs > 0 ? metrics.overlapMs / anybodyMs : null),
      `${formatMs(metrics.overlapMs)} in all; of the time in which anybody speaks`,
    ],
    [
      "Caller speaks",
      formatDuration(metrics.callerSpeechMs),
      `${share(metrics.callerSpeechMs)}, ${metrics.turns.caller} ${metrics.turns.caller === 1 ? "turn" : "turns"}`,
    ],
    [
      "Persona speaks",
      formatDuration(metrics.agentSpeechMs),
      `${share(metrics.agentSpeechMs)}, ${metrics.turns.agent} ${metrics.turns.agent === 1 ? "turn" : "turns"}`,
    ],
    ["Backchannels", String(metrics.backchannels), "short “mm-hm”s that do not take the floor"],
  ];
  const technical: Figure[] = [
    ["Step", stepWords(metrics.stepMsP50), `median work per 80 ms frame; 99 % under ${stepWords(metrics.stepMsP99)}`],
    [
      "Frames lost",
      String(metrics.droppedFrames + metrics.missingFrames),
      `${metrics.droppedFrames} dropped, ${metrics.missingFrames} never came, of ${metrics.frames}`,
    ],
    ["Reconnects", String(metrics.reconnects), "drops that came back to the same call"],
  ];
  return (
    <>
      {isMeasured ? null : (
        <p className="pt-1 pb-2 text-pretty text-muted text-xs">
          As the engine noted them during the call, frame by frame. Measured from the recording, more finely and without very short sounds,
          they may differ.
        </p>
      )}
      <dl className="divide-y divide-line">
        {(isMeasured ? technical : [...conversation, ...technical]).map(([name, value, meaning]) => (
          <div key={name} className="grid grid-cols-[1fr_auto] gap-x-4 py-2.5">
            <dt className="font-medium text-sm">{name}</dt>
            <dd className="text-right font-semibold text-sm tabular-nums">{value}</dd>
            <dd className="col-span-2 text-muted text-xs">{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
