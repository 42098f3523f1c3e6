import type { Report } from "./compose-report";
import type { ProcessCost } from "./process-meter";
import type { Spread } from "./spread";

/** For a person at a terminal. */
export function describeReport(report: Report): string {
  const { speaker, machine, gpu, failures } = report;
  const model = report.weights === null ? speaker.title : `${speaker.title}, weights ${report.weights}, keys ${report.keys}`;
  const lines = [
    `${model}   ${speaker.device}   ${machine.cpu}, ${machine.cores} cores   node ${machine.nodeVersion}`,
    `calls ${report.calls}   codec ${report.codec}   measured ${report.measuredSeconds.toFixed(0)} s   all live after ${report.startingSeconds} s   read in ${report.loadSeconds} s`,
    `frame in to frame out      ${spread(report.delayMs)}`,
    `  while others were primed ${spread(report.delayWhileStartingMs)}`,
    `call:start to live         ${spread(report.primingMs)}`,
    `model, push to answer      ${spread(report.modelAnswerMs)}`,
    `model, step                ${spread(report.stepMs)}   calls' own: p50 ${ms(report.callStepMsP50)}, worst p99 ${ms(report.callStepMsP99)}`,
    `frames   sent ${report.sentFrames}   answered ${report.answeredFrames} of ${report.expectedFrames}   without an answer ${report.unansweredFrames}   dropped ${report.droppedFrames}   missing ${report.missingFrames}`,
    `engine   ${cost(report.engine)}`,
    `callers  ${cost(report.generator)}   processes ${report.generator.processes}`,
    gpu
      ? `GPU      ${gpu.name}   busy ${gpu.utilizationPercentMean.toFixed(0)} %   memory ${(gpu.memoryUsedBytesMax / 1e9).toFixed(1)} GB   samples ${gpu.samples}`
      : "GPU      no nvidia-smi here",
    ...failures.map(({ callId, why }) => `FAILED   ${callId}: ${why}`),
    "",
  ];
  return lines.join("\n");
}

function spread({ count, p50, p95, p99, worst }: Spread): string {
  if (count === 0) return "nothing to measure";
  return `p50 ${ms(p50)}   p95 ${ms(p95)}   p99 ${ms(p99)}   worst ${ms(worst)}   of ${count}`;
}

function ms(value: number | null): string {
  return value === null ? "-" : `${value.toFixed(1)} ms`;
}

function cost({ cpuCores, memoryBytes, eventLoopDelayMsP99, eventLoopDelayMsWorst }: ProcessCost): string {
  return `CPU ${(100 * cpuCores).toFixed(0)} % of a core   memory ${(memoryBytes / 1e6).toFixed(0)} MB   event loop late by p99 ${ms(eventLoopDelayMsP99)}, worst ${ms(eventLoopDelayMsWorst)}`;
}
