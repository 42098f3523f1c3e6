import { sayNumber, sayOrdinal } from "./say-number";

export const MONTHS = "January February March April May June July August September October November December".split(" ");
export const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** "May the third" or "the third of May"; `month` counts from 1. */
export function sayDate(month: number, day: number, style: "month" | "day"): string {
  const name = MONTHS[month - 1];
  return style === "month" ? `${name} the ${sayOrdinal(day)}` : `the ${sayOrdinal(day)} of ${name}`;
}

/** A year from 1900 to 2099: "nineteen eighty four", "two thousand and five", "twenty eighteen". */
export function sayYear(year: number): string {
  if (year >= 2000 && year < 2010) return sayNumber(year);
  const head = sayNumber(Math.floor(year / 100));
  const rest = year % 100;
  return rest === 0 ? `${head} hundred` : `${head} ${rest < 10 ? `oh ${sayNumber(rest)}` : sayNumber(rest)}`;
}
