import { DEFAULT_SAMPLING, type PersonaDocument } from "./schema";

type OwnSampling = PersonaDocument["engine"]["sampling"];
type Numbers = Record<keyof typeof DEFAULT_SAMPLING, number>;
const FIELDS = Object.keys(DEFAULT_SAMPLING) as (keyof Numbers)[];

export function isSameSampling(one: Numbers, other: Numbers): boolean {
  return FIELDS.every((field) => one[field] === other[field]);
}

/**
 * What a call of this persona is sampled with. The file writes the defaults out, so that nobody can tell four numbers that were left alone
 * from the same four set on purpose: they count as left alone, and what answers may recommend its own. One other number, and all four are the author's.
 */
export function chooseSampling(own: OwnSampling, recommended: Numbers | undefined): OwnSampling {
  return recommended && isSameSampling(own, DEFAULT_SAMPLING) ? recommended : own;
}
