import { en } from "@faker-js/faker";
import type { Random } from "../random";
import { isCleanText } from "../slots/clean-words";
import { FIRST_NAMES_BY_SPLIT, LAST_NAMES_BY_SPLIT } from "../slots/first-names";
import { ORGANISATION_WORDS_BY_SPLIT } from "../slots/organisation-words";
import { RESERVED_WORDS } from "../slots/reserved-words";
import { sayDate, WEEKDAYS } from "../spoken/say-date";
import { sayDigits, sayNumber } from "../spoken/say-number";
import { sayPrice } from "../spoken/say-price";
import { sayTime } from "../spoken/say-time";

export function pickPrice(random: Random): string {
  const dollars = random.chance(0.6)
    ? random.int(1, 30)
    : random.chance(0.6)
      ? random.int(3, 20) * 5
      : random.int(1, 9) * 100 + random.int(0, 1) * 50;
  return sayPrice(dollars, dollars <= 30 && random.chance(0.25) ? random.pick([25, 50, 75, 90, 95, 99]) : 0);
}

/** A clock time between two full hours; minutes in fives, mostly round. */
export function pickTime(random: Random, fromHour: number, toHour: number): string {
  const minute = random.pick([0, 0, 0, 30, 30, 15, 45, random.int(1, 11) * 5]);
  return sayTime(random.int(fromHour, toHour), minute, random.chance(0.6) ? "plain" : "past");
}

export const pickWeekday = (random: Random): string => random.pick(WEEKDAYS);
export const pickDate = (random: Random): string => sayDate(random.int(1, 12), random.int(1, 28), random.chance(0.7) ? "month" : "day");

/** "forty minutes", "three weeks": of minutes and hours, or of days and weeks. */
export function pickDuration(random: Random, size: "minutes" | "days" = random.chance(0.5) ? "minutes" : "days"): string {
  const small = random.chance(0.7);
  if (size === "minutes") return small ? `${sayNumber(random.int(1, 18) * 5)} minutes` : `${sayNumber(random.int(2, 6))} hours`;
  return small ? `${sayNumber(random.int(2, 14))} days` : `${sayNumber(random.int(2, 9))} weeks`;
}

export const pickDigits = (random: Random, count: number): string => sayDigits(Array.from({ length: count }, () => random.int(0, 9)));

/** Places must not bring a held-out name or word into training. */
const HELD = new Set([...FIRST_NAMES_BY_SPLIT.held, ...LAST_NAMES_BY_SPLIT.held, ...ORGANISATION_WORDS_BY_SPLIT.held]);
const hasNoHeldWord = (place: string) => !place.split(" ").some((word) => HELD.has(word));

const oneWord = (list: readonly string[] | undefined) =>
  (list ?? []).filter(
    (word) => /^[A-Z][a-z]{2,10}$/.test(word) && hasNoHeldWord(word) && isCleanText(word) && !RESERVED_WORDS.has(word.toLowerCase()),
  );

export const CITIES = oneWord((en.location?.city_name ?? []).filter((city) => !/(ville|ton)s$/.test(city)));
const STREETS = (en.location?.street_name ?? [])
  .filter((street) => /^(?!The )[A-Z][a-z]+( [A-Z][a-z]+)*$/.test(street) && hasNoHeldWord(street) && isCleanText(street))
  .filter(
    (street) =>
      !/ (St|Rd|Ave|Dr|Ct|Ln|N|S|E|W)$/.test(street) && ![...street.toLowerCase().split(" ")].some((word) => RESERVED_WORDS.has(word)),
  );
const STREET_ENDS = ["Street", "Street", "Road", "Avenue", "Lane"];

/** A street by name, such as "Victoria Road". */
export function pickStreet(random: Random): string {
  const street = random.pick(STREETS);
  return / (Street|Road|Avenue|Lane|Close|Drive|Way|Place|Court|Hill|Park|Square|Gardens|Row|Grove)$/.test(street)
    ? street
    : `${street.split(" ")[0]} ${random.pick(STREET_ENDS)}`;
}

/** A value of `make` that is not `value`. */
export function another(value: string, make: () => string): string {
  for (let tries = 0; tries < 50; tries++) {
    const made = make();
    if (made !== value) return made;
  }
  throw new Error(`another: expected a second value beside "${value}", received the same fifty times`);
}
