import { expandPhrase } from "../expand-phrase";
import { CASUAL_FACTS } from "../facts/casual-facts";
import type { Fact, FactKind } from "../facts/fact";
import { PLACE_FACTS } from "../facts/place-facts";
import { RULE_FACTS } from "../facts/rule-facts";
import { TIME_FACTS } from "../facts/time-facts";
import { fillSlots } from "../fill-slots";
import type { Random } from "../random";
import { ROLES_BY_SPLIT } from "../roles/all-roles";
import type { Role } from "../roles/role";
import { FIRST_NAMES_BY_SPLIT, LAST_NAMES_BY_SPLIT } from "../slots/first-names";
import { pickName } from "../slots/made-names";
import { ORGANISATION_WORDS_BY_SPLIT } from "../slots/organisation-words";
import type { Split } from "../split-of";

/** Who the agent is in one dialogue and what it was told. `organisation` is empty for a casual persona, `name` where the prompt gives none. */
export type Persona = {
  style: "service" | "casual" | "teacher";
  split: Split;
  role: Role;
  name: string;
  organisation: string;
  /** Both as the prompt writes them, which may be otherwise than they are said: a first and a family name, "Dr." for "Doctor". */
  written: { name: string; organisation: string };
  /** The distinctive words of the organisation's name, small. */
  organisationWords: string[];
  facts: Fact[];
  /** Kinds of fact that the prompt says nothing about. */
  missing: FactKind[];
};

const WORK_FACTS = [
  ...TIME_FACTS,
  ...PLACE_FACTS,
  ...RULE_FACTS,
  ...PLACE_FACTS.filter(({ intent }) => intent === "price" || intent === "person"),
];

/** How often a persona, and a word of its organisation, is called by a name that nobody has. */
const MADE_NAMES_SHARE = 0.5;
const MADE_WORDS_SHARE = 0.25;
/** In training alone: how often a prompt gives first and family name, a teacher has none, an organisation is called by its owner. */
const FULL_NAME_SHARE = 0.2;
const NAMELESS_SHARE = 0.4;
const OWNER_SHARE = 0.1;
const OWNED = ["medical office", "dental practice", "law office", "office", "practice"];

export function makePersona(random: Random, split: Split): Persona {
  const style = random.chance(0.84) ? "service" : random.chance(0.7) ? "casual" : "teacher";
  const role = random.pick(ROLES_BY_SPLIT[split]);
  const organised =
    style !== "service"
      ? { organisation: "", organisationWords: [] }
      : split === "train" && random.chance(OWNER_SHARE)
        ? makeOwned(role, random, split)
        : makeOrganisation(role, random, split);
  const kinds = style === "service" ? WORK_FACTS : CASUAL_FACTS;
  const chosen = shuffled(kinds, random).slice(0, style === "teacher" ? random.int(0, 1) : random.pick([1, 2, 2, 3, 3, 4]));
  const facts: Fact[] = [];
  for (const kind of chosen) {
    const made = kind.make({ role, random, split });
    if (facts.some((fact) => fact.kind.intent === kind.intent && (kind.intent !== "price" || fact.slots.item === made.slots.item)))
      continue;
    facts.push({ ...made, kind, statement: fillSlots(expandPhrase(random.pick(kind.statements), random), made.slots) });
  }
  const missing = kinds.filter(({ intent }) => !chosen.some((kind) => kind.intent === intent));
  const nameless = style === "teacher" && split === "train" && random.chance(NAMELESS_SHARE);
  const name = nameless ? "" : pickName(FIRST_NAMES_BY_SPLIT[split], random, split, MADE_NAMES_SHARE);
  const full = !nameless && split === "train" && random.chance(FULL_NAME_SHARE);
  const written = {
    name: full ? `${name} ${pickName(LAST_NAMES_BY_SPLIT[split], random, split, MADE_WORDS_SHARE)}` : name,
    organisation: organised.organisation.replace(/^Doctor /, "Dr. "),
  };
  return { style, split, role, name, ...organised, written, facts, missing };
}

function makeOwned(role: Role, random: Random, split: Split) {
  const owner = pickName(LAST_NAMES_BY_SPLIT[split], random, split, MADE_WORDS_SHARE);
  const what = random.chance(0.5) ? random.pick(role.suffixes).toLowerCase() : random.pick(OWNED);
  return { organisation: `${random.chance(0.6) ? "Doctor " : ""}${owner}'s ${what}`, organisationWords: [owner.toLowerCase()] };
}

function makeOrganisation(role: Role, random: Random, split: Split) {
  const words = ORGANISATION_WORDS_BY_SPLIT[split];
  const word = pickName(words, random, split, MADE_WORDS_SHARE);
  const form = random.int(0, 5);
  const last = pickName(LAST_NAMES_BY_SPLIT[split], random, split, MADE_WORDS_SHARE);
  const second = random.pick(words);
  const [core, parts] =
    form === 0
      ? [`${last} and ${word}`, [last, word]]
      : form === 1
        ? [`${word} ${second} ${random.pick(role.suffixes)}`, [word, second]]
        : form === 2
          ? [`${last} ${random.pick(role.suffixes)}`, [last]]
          : [`${word} ${random.pick(role.suffixes)}`, [word]];
  return { organisation: core, organisationWords: parts.map((part) => part.toLowerCase()) };
}

export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list];
  for (let at = left.length - 1; at > 0; at--) {
    const other = random.int(0, at);
    [left[at], left[other]] = [left[other] as T, left[at] as T];
  }
  return left;
}

/** The letters of a name as they are spelled aloud: "L, E, N, A". */
export function spell(name: string): string {
  return [...name.toUpperCase()].join(", ");
}

/** Slots that every phrase may use. */
export function personaSlots(persona: Persona): Record<string, string> {
  return {
    name: persona.name,
    organisation: persona.organisation,
    kind: persona.role.kind,
    kindword: persona.role.kind.split(" ").at(-1) as string,
    letters: spell(persona.name),
    spelled: spell(persona.name).toLowerCase(),
  };
}
