import { sayNumber } from "./say-number";

/** A clock time as people say it: "nine thirty", "half past nine", "ten past four". `style` picks among the ways. */
export function sayTime(hour: number, minute: number, style: "plain" | "past"): string {
  const name = sayNumber(((hour + 11) % 12) + 1);
  const following = sayNumber((hour % 12) + 1);
  if (minute === 0) return style === "past" ? `${name} o'clock` : hour === 12 ? "noon" : name;
  if (style === "plain") return minute < 10 ? `${name} oh ${sayNumber(minute)}` : `${name} ${sayNumber(minute)}`;
  if (minute === 15) return `quarter past ${name}`;
  if (minute === 30) return `half past ${name}`;
  if (minute === 45) return `quarter to ${following}`;
  return minute < 30 ? `${sayNumber(minute)} past ${name}` : `${sayNumber(60 - minute)} to ${following}`;
}
