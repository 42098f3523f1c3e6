import { findQuantile } from "@duologue/metrics";

export interface Spread {
  count: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  worst: number | null;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => roundTo3(findQuantile(sorted, share));
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: roundTo3(sorted.at(-1) ?? null) };
}

function roundTo3(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1_000) / 1_000;
}
