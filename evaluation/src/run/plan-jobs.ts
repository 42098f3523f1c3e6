import { type CallResult, resultId } from "../call/call-result";
import type { Suite } from "../suite/schema";
import { deriveCallSeed } from "./derive-seed";

export interface Job {
  readonly persona: string;
  readonly scenario: string;
  /** from 1 */
  readonly repeat: number;
  readonly seed: number;
}

/** Every call of a run, those of one scenario beside each other, so that its lines are spoken once. */
export function planJobs({ scenarios, seed }: Suite, personas: readonly { name: string }[], repeats: number): Job[] {
  return scenarios.flatMap(({ id }) =>
    Array.from({ length: repeats }, (_, k) => k + 1).flatMap((repeat) =>
      personas.map(({ name }) => ({ persona: name, scenario: id, repeat, seed: deriveCallSeed(seed, id, repeat) })),
    ),
  );
}

/** The last result of each planned call, those left out that failed to come about: they are tried again. */
export function findDone(jobs: readonly Job[], results: readonly CallResult[]): CallResult[] {
  const planned = new Set(jobs.map(resultId));
  const last = new Map(results.map((result) => [resultId(result), result]));
  return [...last.values()].filter((result) => planned.has(resultId(result)) && result.outcome === "played");
}
