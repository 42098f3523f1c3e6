import type { Span } from "./lane";

/** The span that began before this moment and lasts beyond it; one that begins or ends exactly then does not count. */
export function findSpanAt(spans: readonly Span[], atMs: number): Span | null {
  return spans.find(({ startMs, endMs }) => startMs < atMs && endMs > atMs) ?? null;
}
