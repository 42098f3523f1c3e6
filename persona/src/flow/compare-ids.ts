const natural = new Intl.Collator("en", { numeric: true });

/** Orders ids as people count: n2 before n10. Never says "equal" for different ids. */
export function compareIds(a: string, b: string): number {
  return natural.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
