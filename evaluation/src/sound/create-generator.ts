import { createGenerator as createWholeNumbers } from "@duologue/metrics";

/** Numbers from 0 to 1, the same for the same seed on every machine. */
export function createGenerator(seed: number): () => number {
  const next = createWholeNumbers(seed);
  return () => next() / 2 ** 32;
}
