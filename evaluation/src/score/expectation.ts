import type { EXPECTATIONS, Step } from "../suite/schema";

export type Expectation = (typeof EXPECTATIONS)[number];

const WANTED: Record<Step["as"], Expectation> = {
  turn: "answer",
  interruption: "yield",
  backchannel: "goOn",
  toOther: "goOn",
  background: "goOn",
};

/** What the agent should do about a step. Of a button nothing is expected unless it is said. */
export function findExpectation({ as, expect, choose }: Step): Expectation {
  return expect ?? (choose ? "anything" : WANTED[as]);
}

/** The script asks for something else than the kind of line does: it is judged, but is no item of a benchmark's task. */
export function isUsual(step: Step): boolean {
  return findExpectation(step) === WANTED[step.as];
}
