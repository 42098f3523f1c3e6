/** Each step of a played call beside what the script says of it, and the stretch of the call that belongs to it. */
import type { Span } from "@duologue/metrics";
import type { HeardStep, PlayedResult } from "../call/call-result";
import type { Scenario, Step } from "../suite/schema";

export interface StepWindow {
  readonly step: Step;
  readonly heard: HeardStep;
  /** from its start until the caller next takes the floor, or the call's end */
  readonly reply: Span;
  /** from when the caller last left the floor until anything else of the script */
  readonly around: Span;
  /** the caller took the floor again after it */
  readonly isFollowed: boolean;
}

const TAKES_FLOOR = new Set<Step["as"]>(["turn", "interruption"]);

/** In the order of the script; steps that were not taken are left out. */
export function findStepWindows({ script }: Scenario, { steps, lanes }: Pick<PlayedResult, "steps" | "lanes">): StepWindow[] {
  const { durationMs } = lanes.agent;
  const taken = script.flatMap((step) => {
    const heard = steps.find(({ id }) => id === step.id);
    return heard ? [{ step, heard }] : [];
  });
  return taken.map(({ step, heard }, k) => {
    const before = taken.slice(0, k).findLast((other) => TAKES_FLOOR.has(other.step.as));
    const later = taken.slice(k + 1);
    const floor = later.find((other) => TAKES_FLOOR.has(other.step.as));
    return {
      step,
      heard,
      reply: { startMs: heard.startMs, endMs: floor?.heard.startMs ?? durationMs },
      around: { startMs: before?.heard.endMs ?? 0, endMs: later[0]?.heard.startMs ?? durationMs },
      isFollowed: floor !== undefined,
    };
  });
}
