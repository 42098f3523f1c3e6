import type { Random } from "../random";
import type { Split } from "../split-of";
import { isCleanWord } from "./clean-words";
import { KIND_WORDS, splitOfName } from "./first-names";
import { splitOfOrganisationWord } from "./organisation-words";
import { RESERVED_WORDS } from "./reserved-words";

const ONSETS =
  "b bl br c ch cl cr d dr f fl fr g gl gr h j k l l m m n n p pl pr qu r r s s sh sk sl sm sn sp st str t t th tr v w wh y z".split(" ");
const VOWELS = "a a a e e e i i i o o o u u ai ay ea ee ie oa oo ou ey".split(" ");
const CODAS = ["", "", "", "", ..."b ck d f g l ll m n n nd ng nt p r r rd rn rt s ss st t th v x".split(" ")];
const ENDINGS = ["", "", "", "", ..."a ia ie y o is us en on er el ette ine ard win ley ton sen man".split(" ")];
const SHORTEST = 3;
const LONGEST = 10;

/**
 * A name that nobody has, of training alone: one that stands only in a prompt cannot be learned by heart, it must be read there.
 * By the same hash as real names, so that a held-out name is never made.
 */
export function makeName(random: Random): string {
  for (;;) {
    const syllables = Array.from({ length: random.pick([1, 1, 2, 2, 2, 3]) }, () =>
      [random.pick(ONSETS), random.pick(VOWELS), random.pick(CODAS)].join(""),
    );
    const name = syllables.join("") + random.pick(ENDINGS);
    const written = name.charAt(0).toUpperCase() + name.slice(1);
    if (name.length < SHORTEST || name.length > LONGEST || /(.)\1\1|[aeiouy]{4}|[^aeiouy]{4}/.test(name)) continue;
    if (splitOfName(written) !== "train" || splitOfOrganisationWord(written) !== "train") continue;
    if (RESERVED_WORDS.has(name) || KIND_WORDS.has(written) || !isCleanWord(name)) continue;
    return written;
  }
}

/** One of `known`; in training, as often as `share` says, a made one instead. */
export function pickName(known: readonly string[], random: Random, split: Split, share: number): string {
  return split === "train" && random.chance(share) ? makeName(random) : random.pick(known);
}
