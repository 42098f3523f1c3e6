import { en } from "@faker-js/faker";
import { type Split, splitOf } from "../split-of";
import { MONTHS, WEEKDAYS } from "../spoken/say-date";
import { isCleanWord } from "./clean-words";
import { FIRST_NAMES, KIND_WORDS, LAST_NAMES, splitOfName } from "./first-names";
import { RESERVED_WORDS } from "./reserved-words";

const HEADS =
  "Ash Bay Beech Birch Black Blue Bridge Bright Brook Clear Cliff Cold Corn Cross Dale East Elm Fair Fern Fox Glen Gold Gray Green Hart Hazel Heath High Hill Holly King Lake Lark Lime Long Maple Mill Moon New North Oak Park Pine Rain Red River Rock Rose Sand Sea Silver South Spring Star Stone Summer Sun Swan Thorn West White Wild Willow Wind Winter Wood".split(
    " ",
  );
const TAILS =
  "bank bell berry bridge brook bury by cliff cote cott creek cross dale den farm field ford gate grove ham harbor haven hill holm hurst lake land leigh ley light mead mere mill mont moor more park point port ridge row shaw shire side stead stone ton town vale view ville water way well wick wood worth yard".split(
    " ",
  );

/** Words that organisations of a kind end in, days and months: they stand in both splits. */
const NEVER = new Set([...KIND_WORDS, ...MONTHS, ...WEEKDAYS]);
const NAMES = new Set([...FIRST_NAMES, ...LAST_NAMES]);

const places = HEADS.flatMap((head) => TAILS.filter((tail) => tail !== head.toLowerCase()).map((tail) => head + tail));
const words = [
  ...(en.word?.noun ?? []),
  ...(en.word?.adjective ?? []),
  ...(en.person?.last_name?.generic ?? []).filter((name) => LAST_NAMES.includes(name)),
  ...(en.color?.human ?? []),
  ...(en.food?.fruit ?? []),
  ...(en.food?.spice ?? []),
  ...(en.animal?.type ?? []),
];

/** Words that organisations are called by: everyday words, family names and made-up places such as "Ashbrook". */
export const ORGANISATION_WORDS: string[] = [
  ...new Set(
    [...words, ...places]
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .filter(
        (word) =>
          /^[A-Z][a-z]{2,10}$/.test(word) &&
          !/(.)\1\1/i.test(word) &&
          !NEVER.has(word) &&
          isCleanWord(word.toLowerCase()) &&
          !RESERVED_WORDS.has(word.toLowerCase()),
      ),
  ),
].sort();

/** One word in ten stands in the held-out split only. */
export const splitOfOrganisationWord = (word: string): Split => (NAMES.has(word) ? splitOfName(word) : splitOf("organisation", word, 10));

export const ORGANISATION_WORDS_BY_SPLIT = {
  train: ORGANISATION_WORDS.filter((word) => splitOfOrganisationWord(word) === "train"),
  held: ORGANISATION_WORDS.filter((word) => splitOfOrganisationWord(word) === "held"),
};
