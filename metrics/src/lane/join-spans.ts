import type { Span } from "./lane";

/** Spans no more than `withinMs` apart become one. Sorted in, sorted out; 0 joins those that touch. */
export function joinSpans(spans: readonly Span[], withinMs: number): Span[] {
  const joined: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of spans) {
    const last = joined.at(-1);
    if (last && startMs - last.endMs <= withinMs) last.endMs = Math.max(last.endMs, endMs);
    else joined.push({ startMs, endMs });
  }
  return joined;
}
