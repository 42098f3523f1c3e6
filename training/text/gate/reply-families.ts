import { BOOKING_REPLIES } from "../dialogue/booking-exchange";
import { UNKNOWN, UNKNOWN_AT_WORK } from "../dialogue/fact-exchange";
import { GREETINGS_AT_WORK, GREETINGS_CASUAL, GREETINGS_NAMELESS } from "../dialogue/greetings";
import { makePersona, personaSlots } from "../dialogue/make-persona";
import { allExpansions } from "../expand-phrase";
import { CASUAL_FACTS } from "../facts/casual-facts";
import { PLACE_FACTS } from "../facts/place-facts";
import { RULE_FACTS } from "../facts/rule-facts";
import { TIME_FACTS } from "../facts/time-facts";
import { ALL_INTENTS } from "../intents/all-intents";
import { STOP_ANSWERS } from "../intents/call-intents";
import { createRandom, type Random } from "../random";
import { ROLES_BY_SPLIT } from "../roles/all-roles";

/** What may stand in a slot: so many words and, where there are few different ones, only these (small). */
export type SlotWords = { least: number; most: number; only?: string[] };
/** All that an agent answers to some intents, whatever the names and facts in it are. */
export type ReplyFamily = { family: string; intents: string[]; phrases: string[]; slots: Record<string, SlotWords> };

const SAMPLES = 400;
/** A slot with more different words takes any word. */
const OPEN_ABOVE = 110;
/** Intents whose answers say the same kind of thing. */
const SAME_FAMILY: Record<string, string> = {
  "right name": "name",
  "wrong name": "name",
  "right organisation": "organisation",
  unknown: "fact not in prompt",
};

/** The families that a reply is sorted into, out of the templates that training's agents speak by. */
export function replyFamilies(): ReplyFamily[] {
  const families = new Map<string, ReplyFamily>();
  const add = (intent: string, phrases: readonly string[], slots: Record<string, SlotWords>) => {
    const name = SAME_FAMILY[intent] ?? intent;
    const family = families.get(name) ?? { family: name, intents: [], phrases: [], slots: {} };
    families.set(name, family);
    if (!family.intents.includes(intent)) family.intents.push(intent);
    family.phrases.push(...phrases.flatMap((phrase) => allExpansions(phrase)).filter((text) => !family.phrases.includes(text)));
    const used = Object.entries(slots).filter(([slot]) => phrases.some((phrase) => phrase.includes(`{${slot}}`)));
    Object.assign(family.slots, Object.fromEntries(used));
  };
  const identity = identitySlots();
  for (const { intent, agent } of ALL_INTENTS) add(intent, agent, identity);
  add("fact not in prompt", [...UNKNOWN_AT_WORK, ...UNKNOWN], {});
  add("greeting", [...GREETINGS_AT_WORK, ...GREETINGS_CASUAL, ...GREETINGS_NAMELESS], identity);
  add("stop", STOP_ANSWERS, {});
  const valueSlot = (intent: string) => factSlots(intent).value as SlotWords;
  const [day, time] = [valueSlot("weekly event"), valueSlot("closing time")];
  const item = factSlots("availability").item as SlotWords;
  add("booking", BOOKING_REPLIES, { day, Day: day, time, item, caller: identity.name as SlotWords });
  for (const kind of [...FACTS, ...CASUAL_FACTS]) add(kind.intent, kind.answers, factSlots(kind.intent));
  return [...families.values()];
}

const FACTS = [...TIME_FACTS, ...PLACE_FACTS, ...RULE_FACTS];

function identitySlots(): Record<string, SlotWords> {
  return slotsOf((random) => {
    const persona = makePersona(random, random.chance(0.5) ? "held" : "train");
    return persona.organisation ? { ...personaSlots(persona), othername: persona.name } : {};
  });
}

function factSlots(intent: string): Record<string, SlotWords> {
  const kind = [...FACTS, ...CASUAL_FACTS].find((entry) => entry.intent === intent);
  return slotsOf((random) => {
    const split = random.chance(0.5) ? "held" : "train";
    return kind?.make({ role: random.pick(ROLES_BY_SPLIT[split]), random, split }).slots ?? {};
  });
}

function slotsOf(make: (random: Random) => Record<string, string>): Record<string, SlotWords> {
  const seen = new Map<string, string[][]>();
  for (let index = 0; index < SAMPLES; index++) {
    for (const [slot, value] of Object.entries(make(createRandom(index)))) {
      const words = value.toLowerCase().match(/[a-z']+/g) ?? [];
      seen.set(slot, [...(seen.get(slot) ?? []), words]);
    }
  }
  return Object.fromEntries([...seen].map(([slot, values]) => [slot, slotWords(values)]));
}

function slotWords(values: readonly string[][]): SlotWords {
  const lengths = values.map(({ length }) => length);
  const only = [...new Set(values.flat())].sort();
  const few = only.length <= OPEN_ABOVE && { only };
  return { least: Math.min(...lengths), most: Math.max(...lengths), ...few };
}
