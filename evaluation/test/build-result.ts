/** Scenarios and results made by hand: times in ms, voice as pairs. */
import type { CallResult, HeardStep, PlayedResult } from "../src/call/call-result";
import { type Scenario, scenario } from "../src/suite/schema";

export type Pair = readonly [startMs: number, endMs: number];

export function scenarioOf(steps: object[], change: object = {}): Scenario {
  const script = steps.map((step, k) => ({
    id: `s${k + 1}`,
    when: { event: k === 0 ? "callLive" : "previousEnds" },
    say: "Hello?",
    ...step,
  }));
  return scenario.parse({ id: "one", title: "One", category: "smoothTurn", script, ...change });
}

export function stepOf(id: string, [startMs, endMs]: Pair, change: Partial<HeardStep> = {}): HeardStep {
  return { id, startMs, endMs, voice: endMs > startMs ? [{ startMs, endMs }] : [], pauses: [], marksMs: [], isLate: false, ...change };
}

/** Words are given as [text, startMs]; each lasts 200 ms. */
export function resultOf(
  { steps, agent, words, durationMs = 20_000 }: { steps: HeardStep[]; agent: Pair[]; words?: [string, number][]; durationMs?: number },
  change: Partial<PlayedResult> = {},
): PlayedResult {
  return {
    outcome: "played",
    persona: "mine",
    scenario: "one",
    repeat: 1,
    seed: 7,
    speaker: { kind: "rehearsal", title: "Rehearsal", description: "", model: "flite rms", weightsSha256: "abc", device: "cpu" },
    promptSha256: "p",
    lanes: {
      caller: { durationMs, voice: steps.flatMap(({ voice }) => voice) },
      agent: {
        durationMs,
        voice: agent.map(([startMs, endMs]) => ({ startMs, endMs })),
        ...(words ? { words: words.map(([text, startMs]) => ({ text, startMs, endMs: startMs + 200 })) } : {}),
      },
    },
    steps,
    nodes: [],
    reason: "caller_hung_up",
    code: null,
    missedChoices: 0,
    lostFrames: 0,
    judgements: [],
    ...change,
  };
}

export function failureOf(change: Partial<Extract<CallResult, { outcome: "failed" }>> = {}): CallResult {
  return {
    outcome: "failed",
    persona: "mine",
    scenario: "one",
    repeat: 1,
    seed: 7,
    code: "engine_overloaded",
    message: "All taken.",
    ...change,
  };
}
