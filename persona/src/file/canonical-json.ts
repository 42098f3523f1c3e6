import { compareIds } from "../flow/compare-ids";

/** Known keys in reading order; every other key follows in natural order. */
const READING_ORDER = [
  "$schema spec specVersion meta identity facts rules variables voice engine duplex flow compiled",
  "id type position data source target label priority condition",
  "name description tags language family organisation kind text title goal sampleLines interruptible goodbye",
  "x y zoom nodes edges viewport",
].flatMap((line) => line.split(" "));
const PLACE = new Map(READING_ORDER.map((key, place) => [key, place]));

/** Plain JSON in one canonical form: equal values give equal text. Two spaces, ordered keys, a newline at the end. */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(ordered(value), null, 2)}\n`;
}

/** Equal in canonical form; nothing and null are the same. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => place(a) - place(b) || compareIds(a, b));
  // fromEntries defines keys, so a key named __proto__ stays an ordinary key
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
}

function place(key: string): number {
  return PLACE.get(key) ?? READING_ORDER.length;
}
