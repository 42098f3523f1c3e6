import { en } from "@faker-js/faker";
import { ROLES_BY_SPLIT } from "../roles/all-roles";
import { type Split, splitOf } from "../split-of";
import { RESERVED_WORDS } from "./reserved-words";

/** Names that are words, titles or days as well, and would be heard as such. */
const NOT_AS_NAMES = new Set(
  "April May June August Will Mark Art Bill Chance Hope Faith Princess Madam King Queen Lord General Dick Randy Fanny Gay Adolf Adolph Christ Jesus Mohammed Mose Long Moss Ton Per Era Rod Rick Norma Brown Green Little Major".split(
    " ",
  ),
);

/** Words that organisations of a kind end in, such as "Bank": they stand in both splits. */
export const KIND_WORDS = new Set(
  [...ROLES_BY_SPLIT.train, ...ROLES_BY_SPLIT.held].flatMap(({ suffixes }) => suffixes.flatMap((suffix) => suffix.split(" "))),
);

function clean(names: readonly string[]): string[] {
  const plain = names.filter((name) => /^[A-Z][a-z]{2,9}$/.test(name) && !RESERVED_WORDS.has(name.toLowerCase()));
  return [...new Set(plain)].filter((name) => /[aeiouy]/i.test(name) && !NOT_AS_NAMES.has(name) && !KIND_WORDS.has(name)).sort();
}

/** Some 2,900 first names of three to ten letters. */
export const FIRST_NAMES = clean([
  ...(en.person?.first_name?.female ?? []),
  ...(en.person?.first_name?.male ?? []),
  ...(en.person?.first_name?.generic ?? []),
]);
export const LAST_NAMES = clean(en.person?.last_name?.generic ?? []);

/** One name in ten stands in the held-out split only. */
export const splitOfName = (name: string): Split => splitOf("name", name, 10);

const bySplit = (names: readonly string[], split: Split) => names.filter((name) => splitOfName(name) === split);
export const FIRST_NAMES_BY_SPLIT = { train: bySplit(FIRST_NAMES, "train"), held: bySplit(FIRST_NAMES, "held") };
export const LAST_NAMES_BY_SPLIT = { train: bySplit(LAST_NAMES, "train"), held: bySplit(LAST_NAMES, "held") };
