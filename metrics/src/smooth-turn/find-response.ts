import type { Span } from "../lane/lane";
import { refuseInput } from "../refuse-input";
import { THRESHOLDS } from "../thresholds";

export interface Response {
  outcome: "taken" | "late" | "missed";
  /** signed: below 0 it began before the caller had ended; null where none came */
  latencyMs: number | null;
}

/**
 * The first utterance that begins no earlier than 200 ms before `endMs`: a response if within 3 s after it (both bounds included), late
 * if later. The recording has to go on for those 3 s, or silence would prove nothing.
 */
export function findResponse(utterances: readonly Span[], endMs: number, durationMs: number): Response {
  const withinMs = THRESHOLDS.responseWithinMs.value;
  if (durationMs < endMs + withinMs) {
    const received = `${durationMs - endMs} ms`;
    refuseInput(
      `a recording that goes on for ${withinMs} ms after the caller's end`,
      received,
      "Append silence to the caller's lane before the agent hears it.",
    );
  }
  const first = utterances.find(({ startMs }) => startMs >= endMs - THRESHOLDS.earlyResponseMs.value);
  if (!first) return { outcome: "missed", latencyMs: null };
  const latencyMs = first.startMs - endMs;
  return { outcome: latencyMs <= withinMs ? "taken" : "late", latencyMs };
}
