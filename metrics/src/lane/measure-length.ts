import type { Span } from "./lane";

/** ms of one span. */
export function lengthMs({ startMs, endMs }: Span): number {
  return endMs - startMs;
}

/** ms of all spans together. */
export function totalMs(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + lengthMs(span), 0);
}
