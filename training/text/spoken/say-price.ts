import { sayNumber } from "./say-number";

/** Dollars and cents in words. */
export function sayPrice(dollars: number, cents: number): string {
  const whole = dollars === 1 ? "one dollar" : `${sayNumber(dollars)} dollars`;
  if (cents === 0) return whole;
  const part = `${sayNumber(cents)} cents`;
  return dollars === 0 ? part : `${whole} and ${part}`;
}
