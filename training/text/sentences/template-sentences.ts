import { en } from "@faker-js/faker";
import { expandPhrase } from "../expand-phrase";
import { CITIES, pickDate, pickDigits, pickDuration, pickPrice, pickStreet, pickTime, pickWeekday } from "../facts/pick-values";
import { finishSentence } from "../finish-sentence";
import type { Random } from "../random";
import { ROLES_BY_SPLIT } from "../roles/all-roles";
import { isCleanText } from "../slots/clean-words";
import { FIRST_NAMES_BY_SPLIT, LAST_NAMES_BY_SPLIT } from "../slots/first-names";
import { ORGANISATION_WORDS_BY_SPLIT } from "../slots/organisation-words";
import type { Split } from "../split-of";
import { sayYear } from "../spoken/say-date";
import { sayNumber, sayOrdinal } from "../spoken/say-number";
import { SENTENCE_TEMPLATES } from "./sentence-templates";

const plain = (list: readonly string[] | null | undefined) =>
  (list ?? []).filter((entry) => /^[a-z]+( [a-z]+)?$/.test(entry) && isCleanText(entry));
const FOODS = plain([...(en.food?.fruit ?? []), ...(en.food?.vegetable ?? []), ...(en.food?.meat ?? [])]);
const COLORS = plain(en.color?.human).filter((color) => !color.includes(" "));
const PRODUCTS = plain((en.commerce?.product_name?.product ?? []).map((product) => product.toLowerCase())).filter(
  (product) => !/(s|tuna|fish|soap|cheese|bacon)$/.test(product),
);
const ADJECTIVES = plain((en.word?.adjective ?? []).filter((word) => word.length <= 9));

/** One sentence of our own with names, numbers, times and places in it. */
export function templateSentence(random: Random, split: Split): string {
  const organisationWord = () => random.pick(ORGANISATION_WORDS_BY_SPLIT[split]);
  const role = random.pick(ROLES_BY_SPLIT[split]);
  const values: Record<string, () => string> = {
    first: () => random.pick(FIRST_NAMES_BY_SPLIT[split]),
    second: () => random.pick(FIRST_NAMES_BY_SPLIT[split]),
    last: () => random.pick(LAST_NAMES_BY_SPLIT[split]),
    company: () =>
      random.chance(0.3)
        ? `${random.pick(LAST_NAMES_BY_SPLIT[split])} and ${organisationWord()}`
        : `${organisationWord()} ${random.pick(role.suffixes)}`,
    city: () => random.pick(CITIES),
    town: () => random.pick(CITIES),
    street: () => pickStreet(random),
    price: () => pickPrice(random),
    time: () => pickTime(random, 6, 21),
    later: () => pickTime(random, 6, 21),
    day: () => pickWeekday(random),
    date: () => pickDate(random),
    year: () => sayYear(random.int(1920, 2040)),
    ride: () => pickDuration(random, "minutes"),
    duration: () => pickDuration(random),
    number: () => sayNumber(random.chance(0.7) ? random.int(2, 99) : random.int(100, 2000)),
    age: () => sayNumber(random.int(2, 99)),
    small: () => sayNumber(random.int(2, 12)),
    digits: () => pickDigits(random, random.int(4, 7)),
    ordinal: () => sayOrdinal(random.int(1, 31)),
    food: () => random.pick(FOODS),
    color: () => random.pick(COLORS),
    product: () => random.pick(PRODUCTS),
    adjective: () => random.pick(ADJECTIVES),
    goods: () => random.pick(role.goods),
    person: () => role.person,
    kind: () => role.kind,
    booking: () => role.booking,
    does: () => random.pick(role.does),
    never: () => random.pick(role.nevers),
    wait: () => random.pick(role.waits),
  };
  const phrase = expandPhrase(random.pick(SENTENCE_TEMPLATES), random);
  return finishSentence(fillEach(phrase, values));
}

/** Fills every slot anew, so that no value comes up twice in a sentence. */
function fillEach(phrase: string, values: Record<string, () => string>): string {
  const used = new Set<string>();
  return phrase.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const make = values[slot];
    if (!make) throw new Error(`Sentence "${phrase}": expected one of the slots ${Object.keys(values).join(", ")}, received {${slot}}`);
    let value = make();
    for (let tries = 0; used.has(value) && tries < 20; tries++) value = make();
    used.add(value);
    return value;
  });
}
