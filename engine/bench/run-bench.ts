/** The run from beginning to end: engine, callers, a measured time, figures. */

import { FRAME_MS } from "@duologue/protocol";
import type { CallerTimes } from "./caller";
import type { CallersOrder, CallersProgress, CallersWindow } from "./callers-process";
import { type Child, startChild } from "./child-channel";
import { composeReport, type Report } from "./compose-report";
import type { EngineOrder, EngineReady, EngineResult, EngineWindow } from "./engine-process";
import type { BenchOptions } from "./read-options";
import { startGpuSampler } from "./sample-gpu";
import { wallMs } from "./wall-ms";

const PROGRESS_EVERY_MS = 10_000;
/** What was sent at the end of the measured time is still to be heard. */
const LAST_ANSWERS_MS = 1_000;

export async function runBench(options: BenchOptions, say: (line: string) => void): Promise<Report> {
  const { calls, seconds, codec, model, staggerMs, generators } = options;
  const callIds = Array.from({ length: calls }, (_, k) => `call-${k}`);
  const gpu = startGpuSampler();
  const engine = startChild("engine-process");
  const callers = Array.from({ length: generators }, () => startChild("callers-process"));
  const askAll = <T>(what: string) => Promise.all(callers.map((child) => child.ask<T>(what)));
  try {
    say(model ? `The engine reads ${model.folder}` : "The engine echoes");
    const loadingSinceMs = wallMs();
    const { url, speaker } = await engine.ask<EngineReady>("start", { callIds, model } satisfies EngineOrder);
    const loadSeconds = (wallMs() - loadingSinceMs) / 1_000;
    say(`${speaker.title} on ${speaker.device}, ready after ${loadSeconds.toFixed(1)} s`);

    const startingAtMs = wallMs();
    const started = Promise.all(
      callers.map((child, g) => {
        const own = callIds.map((callId, k) => ({ callId, afterMs: k * staggerMs, phaseMs: (k * FRAME_MS) / calls }));
        return child.ask("start", { url, codec, calls: own.filter((_, k) => k % generators === g) } satisfies CallersOrder);
      }),
    );
    await reportUntil(started, callers, say, calls);
    const { live, failed } = await progressOf(callers);
    if (live === 0) throw await noCallIsLive(callers);

    await Promise.all([engine.ask("begin"), askAll("begin")]);
    const fromMs = wallMs();
    say(`${live} calls are live after ${((fromMs - startingAtMs) / 1_000).toFixed(1)} s, ${failed} failed; measuring ${seconds} s`);
    await reportUntil(waitMs(seconds * 1_000), callers, say, calls);
    const toMs = wallMs();
    const [engineWindow, callerWindows] = await Promise.all([engine.ask<EngineWindow>("end"), askAll<CallersWindow>("end")]);

    await waitMs(LAST_ANSWERS_MS);
    const times = (await askAll<CallerTimes[]>("hangUp")).flat();
    const result = await engine.ask<EngineResult>("finish");
    return composeReport({
      options,
      loadSeconds,
      startingAtMs,
      fromMs,
      toMs,
      engineWindow,
      callerWindows,
      times,
      result,
      gpu: gpu.between(fromMs, toMs),
    });
  } finally {
    gpu.stop();
    for (const child of [engine, ...callers]) child.end();
  }
}

async function reportUntil(done: Promise<unknown>, callers: Child[], say: (line: string) => void, calls: number): Promise<void> {
  const timer = setInterval(() => {
    void progressOf(callers).then(
      ({ live, failed, heardFrames }) => say(`  ${live} of ${calls} live, ${failed} failed, ${heardFrames} frames heard`),
      // the question that is being waited for says what is wrong
      () => {},
    );
  }, PROGRESS_EVERY_MS);
  await done.finally(() => clearInterval(timer));
}

async function progressOf(callers: Child[]): Promise<CallersProgress> {
  const all = await Promise.all(callers.map((child) => child.ask<CallersProgress>("progress")));
  const sum = (key: keyof CallersProgress) => all.reduce((total, one) => total + one[key], 0);
  return { live: sum("live"), failed: sum("failed"), heardFrames: sum("heardFrames") };
}

async function noCallIsLive(callers: Child[]): Promise<Error> {
  const times = (await Promise.all(callers.map((child) => child.ask<CallerTimes[]>("hangUp")))).flat();
  return new Error(`Expected live calls, received none; the first ${times[0]?.failure ?? "has not said why"}.`);
}

function waitMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
