/**
 * How many events can be paired with marks no further than `withinMs` away, each used once; the most that any pairing reaches. Both
 * lists sorted.
 */
export function matchMarks(eventsMs: readonly number[], marksMs: readonly number[], withinMs: number): number {
  let matched = 0;
  for (let i = 0, k = 0; i < eventsMs.length && k < marksMs.length; ) {
    const distanceMs = (eventsMs[i] as number) - (marksMs[k] as number);
    if (Math.abs(distanceMs) <= withinMs) matched += 1;
    if (distanceMs <= withinMs) i += 1;
    if (distanceMs >= -withinMs) k += 1;
  }
  return matched;
}
