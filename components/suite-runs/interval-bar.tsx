import type { Figure } from "@duologue/metrics";

export interface IntervalBarProps {
  figure: Pick<Figure, "value" | "low" | "high">;
  /** of the row, the same for all that stand beside each other */
  from: number;
  to: number;
}

/** A figure as a point on its interval. For eyes only: the numbers stand beside it. */
export function IntervalBar({ figure: { value, low, high }, from, to }: IntervalBarProps) {
  if (value === null || to <= from) return <span aria-hidden className="block h-1.5 rounded-full bg-line/60" />;
  const share = (at: number) => `${(Math.min(1, Math.max(0, (at - from) / (to - from))) * 100).toFixed(2)}%`;
  return (
    <span aria-hidden className="relative block h-1.5 rounded-full bg-line/60">
      {low !== null && high !== null ? (
        <span className="absolute inset-y-0 rounded-full bg-accent/35" style={{ left: share(low), right: `calc(100% - ${share(high)})` }} />
      ) : null}
      <span className="absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full bg-accent" style={{ left: share(value) }} />
    </span>
  );
}

/** The ends of an axis that holds all of these; shares have 0 to 1. */
export function axisOf(figures: readonly (Figure | null)[]): { from: number; to: number } {
  const present = figures.filter((figure) => figure !== null);
  if (present[0]?.unit === "share") return { from: 0, to: 1 };
  const values = present.flatMap(({ value, low, high }) => [value, low, high]).filter((value) => value !== null);
  return { from: Math.min(0, ...values), to: Math.max(1e-9, ...values) };
}
