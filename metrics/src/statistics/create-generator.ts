/**
 * Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, one multiplication chain a number, the same sequence on every
 * machine. Good enough to draw resamples from, and nothing else. Returns a function that gives whole numbers from 0 to 2^32 - 1.
 */
export function createGenerator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
