import type { Span } from "@duologue/metrics";
import type { PlayedResult } from "../call/call-result";
import { findStepWindows } from "../score/step-windows";
import type { Scenario } from "../suite/schema";

/** What the agent said by its own text, in the whole call or in reply to one step; null where that step was not taken. */
export function findAgentWords(scenario: Scenario, result: PlayedResult, inReplyTo?: string): string | null {
  const words = result.lanes.agent.words ?? [];
  const isIn = ({ startMs, endMs }: Span) => words.filter((word) => word.startMs >= startMs && word.startMs < endMs);
  if (inReplyTo === undefined) return words.map(({ text }) => text).join(" ");
  const window = findStepWindows(scenario, result).find(({ step }) => step.id === inReplyTo);
  return window
    ? isIn(window.reply)
        .map(({ text }) => text)
        .join(" ")
    : null;
}
