/** All figures of one run, for a person and for a machine alike. */
import { availableParallelism, cpus } from "node:os";
import { FRAME_RATE_HZ, type SpeakerInfo } from "@duologue/protocol";
import type { CallerTimes } from "./caller";
import type { CallersWindow } from "./callers-process";
import type { EngineResult, EngineWindow } from "./engine-process";
import { joinDelays } from "./join-delays";
import type { ProcessCost } from "./process-meter";
import type { BenchOptions } from "./read-options";
import type { GpuUse } from "./sample-gpu";
import { type Spread, spreadOf } from "./spread";

export interface RunFindings {
  options: BenchOptions;
  loadSeconds: number;
  startingAtMs: number;
  /** the measured time */
  fromMs: number;
  toMs: number;
  engineWindow: EngineWindow;
  callerWindows: CallersWindow[];
  times: CallerTimes[];
  result: EngineResult;
  gpu: GpuUse | null;
}

export interface Report {
  takenAt: string;
  machine: { cpu: string; cores: number; nodeVersion: string };
  speaker: SpeakerInfo;
  weights: string | null;
  keys: string | null;
  codec: string;
  calls: number;
  measuredSeconds: number;
  staggerMs: number;
  loadSeconds: number;
  /** from the first call's start until all were live */
  startingSeconds: number;
  /** frame in to frame out, of frames sent in the measured time */
  delayMs: Spread;
  /** the same of those who talked while others were primed */
  delayWhileStartingMs: Spread;
  /** from call:start to live, a queue included */
  primingMs: Spread;
  /** what the model says of each frame's step, and from handing a frame over until its answer */
  stepMs: Spread;
  modelAnswerMs: Spread;
  /** the whole calls' own figures: the middle call's, and the worst call's */
  callStepMsP50: number | null;
  callStepMsP99: number | null;
  sentFrames: number;
  /** heard in the measured time, and how many 80 ms there were in it for all calls together */
  answeredFrames: number;
  expectedFrames: number;
  /** sent in the measured time and never answered */
  unansweredFrames: number;
  droppedFrames: number;
  missingFrames: number;
  engine: ProcessCost;
  /** the costliest of them */
  generator: ProcessCost & { processes: number };
  gpu: GpuUse | null;
  failures: { callId: string; why: string }[];
}

export function composeReport(findings: RunFindings): Report {
  const { options, startingAtMs, fromMs, toMs, engineWindow, callerWindows, times, result } = findings;
  const numbersOf = new Map(result.calls.map(({ callId, numbers }) => [callId, numbers]));
  const join = (begin: number, end: number) => {
    const joined = times.map(({ callId, sentAtMs, heardAtMs }) =>
      joinDelays({ sentAtMs, heardAtMs, numbers: numbersOf.get(callId) ?? [] }, begin, end),
    );
    return {
      delaysMs: joined.flatMap(({ delaysMs }) => delaysMs),
      unanswered: joined.reduce((sum, { unanswered }) => sum + unanswered, 0),
    };
  };
  const burstsBetween = (begin: number, end: number) =>
    times.flatMap(({ bursts }) => bursts.filter(({ sentAtMs }) => sentAtMs >= begin && sentAtMs < end).map(({ delayMs }) => delayMs));
  const measured = join(fromMs, toMs);
  const isOpus = options.codec === "opus";
  const metrics = result.calls.flatMap((call) => (call.metrics ? [call.metrics] : []));
  const liveCalls = times.filter(({ failure }) => failure === null).length;
  const within = (atMs: number) => atMs >= fromMs && atMs < toMs;
  const countWithin = (lane: "sentAtMs" | "heardAtMs") => times.reduce((sum, call) => sum + call[lane].filter(within).length, 0);
  return {
    takenAt: new Date(fromMs).toISOString(),
    machine: { cpu: cpus()[0]?.model.trim() ?? "unknown", cores: availableParallelism(), nodeVersion: process.version },
    speaker: result.speaker,
    weights: options.model?.weights ?? null,
    keys: options.model?.keys ?? null,
    codec: options.codec,
    calls: options.calls,
    measuredSeconds: round((toMs - fromMs) / 1_000),
    staggerMs: options.staggerMs,
    loadSeconds: round(findings.loadSeconds),
    startingSeconds: round((fromMs - startingAtMs) / 1_000),
    delayMs: spreadOf(isOpus ? burstsBetween(fromMs, toMs) : measured.delaysMs),
    delayWhileStartingMs: spreadOf(isOpus ? burstsBetween(startingAtMs, fromMs) : join(startingAtMs, fromMs).delaysMs),
    primingMs: spreadOf(times.flatMap(({ primingMs }) => (primingMs === null ? [] : [primingMs]))),
    stepMs: spreadOf([...engineWindow.stepMs]),
    modelAnswerMs: spreadOf([...engineWindow.answerMs]),
    callStepMsP50: spreadOf(metrics.map(({ stepMsP50 }) => stepMsP50)).p50,
    callStepMsP99: spreadOf(metrics.map(({ stepMsP99 }) => stepMsP99)).worst,
    sentFrames: countWithin("sentAtMs"),
    answeredFrames: countWithin("heardAtMs"),
    expectedFrames: Math.round(liveCalls * FRAME_RATE_HZ * ((toMs - fromMs) / 1_000)),
    unansweredFrames: isOpus ? 0 : measured.unanswered,
    droppedFrames: callerWindows.reduce((sum, { droppedFrames }) => sum + droppedFrames, 0),
    missingFrames: callerWindows.reduce((sum, { missingFrames }) => sum + missingFrames, 0),
    engine: roundCost(engineWindow.cost),
    generator: { ...roundCost(costliest(callerWindows)), processes: callerWindows.length },
    gpu: findings.gpu,
    failures: times.flatMap(({ callId, failure }) => (failure === null ? [] : [{ callId, why: failure }])),
  };
}

function costliest(windows: CallersWindow[]): ProcessCost {
  const worst = (key: keyof ProcessCost) => Math.max(...windows.map(({ cost }) => cost[key]));
  return {
    cpuCores: worst("cpuCores"),
    memoryBytes: worst("memoryBytes"),
    eventLoopDelayMsP99: worst("eventLoopDelayMsP99"),
    eventLoopDelayMsWorst: worst("eventLoopDelayMsWorst"),
  };
}

function roundCost({ memoryBytes, ...cost }: ProcessCost): ProcessCost {
  return {
    memoryBytes,
    cpuCores: round(cost.cpuCores),
    eventLoopDelayMsP99: round(cost.eventLoopDelayMsP99),
    eventLoopDelayMsWorst: round(cost.eventLoopDelayMsWorst),
  };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
