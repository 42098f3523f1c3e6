import type { Span } from "./lane";

/** Where both lists have a span, in order. Both sorted and without overlap in themselves; spans that only touch share nothing. */
export function intersectSpans(ones: readonly Span[], others: readonly Span[]): Span[] {
  const shared: Span[] = [];
  for (let i = 0, k = 0; i < ones.length && k < others.length; ) {
    const one = ones[i] as Span;
    const other = others[k] as Span;
    const startMs = Math.max(one.startMs, other.startMs);
    const endMs = Math.min(one.endMs, other.endMs);
    if (startMs < endMs) shared.push({ startMs, endMs });
    if (one.endMs <= other.endMs) i += 1;
    else k += 1;
  }
  return shared;
}
