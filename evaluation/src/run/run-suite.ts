/** Plays what a run still lacks: every scenario, repeat and persona, so many calls at once as there is room for. */

import type { PersonaDocument } from "@duologue/persona";
import { type AudioCodec, ProtocolError } from "@duologue/protocol";
import { type CallResult, resultId } from "../call/call-result";
import type { CallClock } from "../call/play-call";
import { playScenario, type RenderedScenario } from "../call/play-scenario";
import type { EngineAccess } from "../engine/engine-access";
import type { Judge } from "../judge/create-judge";
import type { LineParts } from "../sound/render-line";
import type { Scenario } from "../suite/schema";
import type { LoadedSuite } from "./assemble-suite";
import { type CompiledCall, compileCall } from "./compile-call";
import { findDone, type Job, planJobs } from "./plan-jobs";
import { renderScenario } from "./render-scenario";
import type { ResultsStore } from "./results-store";

export interface PersonaVersion {
  readonly name: string;
  readonly sha256: string;
  readonly document: PersonaDocument;
}

export interface RunProgress {
  readonly done: number;
  readonly total: number;
  readonly running: number;
  readonly failed: number;
}

export interface RunSettings {
  readonly personas: readonly PersonaVersion[];
  readonly repeats: number;
  /** calls at once, at most; the engine's own slots are a limit as well */
  readonly calls: number;
  readonly codec: AudioCodec;
  readonly onProgress?: (progress: RunProgress) => void;
  readonly signal?: AbortSignal;
}

export interface RunParts {
  readonly access: EngineAccess;
  readonly store: ResultsStore;
  readonly sound: Pick<LineParts, "speaker" | "ears">;
  readonly clock: CallClock;
  /** asked after each call; absent: nobody is */
  readonly judge?: Judge;
}

/** An engine that is full or away for a moment is asked again. */
const TRIES = 3;
const RETRY_MS = 2_000;
const WORTH_REPEATING = new Set(["engine_overloaded", "engine_unavailable", "engine_draining", "rate_limited"]);

/**
 * Returns the results of all calls of the run, in the order of the plan. A call that does not come about is a result as well and is
 * tried again when the run is taken up. Rejects where the run was stopped, and where a suite or persona cannot be played at all.
 */
export async function runSuite(loaded: LoadedSuite, settings: RunSettings, parts: RunParts): Promise<CallResult[]> {
  const { suite } = loaded;
  const { personas, repeats, signal } = settings;
  const jobs = planJobs(suite, personas, repeats);
  const results = new Map(findDone(jobs, await parts.store.read()).map((result) => [resultId(result), result]));
  const waiting = jobs.filter((job) => !results.has(resultId(job)));
  const compiled = await compileAll(loaded, settings, parts);
  const rendered = shareByScenario(waiting, (scenario) =>
    renderScenario(suite, scenario, { ...parts.sound, readWavFile: (file) => loaded.readWavFile(file) }),
  );
  const scenarios = new Map(suite.scenarios.map((scenario) => [scenario.id, scenario]));
  let running = 0;
  const tell = () => {
    const failed = [...results.values()].filter(({ outcome }) => outcome === "failed").length;
    settings.onProgress?.({ done: results.size, total: jobs.length, running, failed });
  };

  async function playOne(job: Job): Promise<void> {
    const scenario = scenarios.get(job.scenario) as Scenario;
    const sound = await rendered.take(scenario);
    running += 1;
    tell();
    try {
      const result = await rate(scenario, await playPatiently(scenario, job, sound));
      await parts.store.add(result);
      results.set(resultId(job), result);
    } finally {
      running -= 1;
      rendered.leave(scenario);
    }
    tell();
  }

  async function playPatiently(scenario: Scenario, job: Job, sound: RenderedScenario): Promise<CallResult> {
    const { call, titles } = compiled(scenario, job.persona);
    const scenarioParts = { ...parts.sound, ...parts, codec: settings.codec, signal, job };
    for (let attempt = 1; ; attempt++) {
      try {
        const played = await playScenario(scenario, sound, { ...call, seed: job.seed }, titles, scenarioParts);
        return { outcome: "played", ...job, ...played, judgements: [] };
      } catch (error) {
        if (signal?.aborted || !(error instanceof ProtocolError)) throw error;
        if (attempt === TRIES || !WORTH_REPEATING.has(error.code)) {
          return { outcome: "failed", ...job, code: error.code, message: error.message };
        }
        await new Promise<void>((resolve) => parts.clock.after(RETRY_MS * attempt, resolve));
      }
    }
  }

  async function rate(scenario: Scenario, result: CallResult): Promise<CallResult> {
    if (result.outcome === "failed" || !parts.judge) return result;
    return { ...result, judgements: await parts.judge(scenario, result, compiled(scenario, result.persona).call.prompt) };
  }

  tell();
  const queue = waiting.values();
  const slots = Math.max(1, Math.min(settings.calls, parts.access.capacity, waiting.length));
  let isBroken = false;
  const workers = await Promise.allSettled(
    Array.from({ length: slots }, async () => {
      for (const job of queue) {
        if (isBroken) return;
        if (signal?.aborted) throw new ProtocolError("gone", "The run was stopped.");
        await playOne(job).catch((error: unknown) => {
          // the others end with the call they are in
          isBroken = true;
          throw error;
        });
      }
    }),
  );
  for (const worker of workers) if (worker.status === "rejected") throw worker.reason;
  return jobs.flatMap((job) => results.get(resultId(job)) ?? []);
}

/** Prompts and programs of all that will be called, compiled once, before the first call. */
async function compileAll({ suite, personas: own }: LoadedSuite, { personas }: RunSettings, { access }: RunParts) {
  const byVersion = new Map<string, CompiledCall>();
  const bySuite = new Map<string, CompiledCall>();
  const used = new Set(suite.scenarios.map(({ persona }) => persona));
  for (const [name, document] of own) if (used.has(name)) bySuite.set(name, await compileNamed(name, document, access));
  if (used.has(undefined)) for (const { name, document } of personas) byVersion.set(name, await compileNamed(name, document, access));
  return (scenario: Scenario, version: string): CompiledCall => {
    const found = scenario.persona === undefined ? byVersion.get(version) : bySuite.get(scenario.persona);
    if (!found) throw new Error(`Expected a compiled persona for ${scenario.id}, received none.`);
    return found;
  };
}

async function compileNamed(name: string, document: PersonaDocument, access: EngineAccess): Promise<CompiledCall> {
  try {
    return await compileCall(document, access);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new ProtocolError(error.code, `${name} cannot be called: ${error.message}`, { fields: error.fields });
  }
}

/** Makes what all calls of a scenario share when the first of them comes, and lets go of it after the last. */
function shareByScenario<T>(jobs: readonly Job[], make: (scenario: Scenario) => Promise<T>) {
  const left = new Map<string, number>();
  for (const { scenario } of jobs) left.set(scenario, (left.get(scenario) ?? 0) + 1);
  const made = new Map<string, Promise<T>>();
  return {
    take(scenario: Scenario): Promise<T> {
      const known = made.get(scenario.id) ?? make(scenario);
      made.set(scenario.id, known);
      return known;
    },
    leave({ id }: Scenario): void {
      const count = (left.get(id) ?? 1) - 1;
      left.set(id, count);
      if (count === 0) made.delete(id);
    },
  };
}
