import { askFact, askMissing, type Exchange } from "./dialogue/fact-exchange";
import { type Persona, personaSlots, shuffled } from "./dialogue/make-persona";
import { factValues, promptedPersona } from "./dialogue/write-dialogue";
import { countWords } from "./dialogue/write-prompt";
import { fillSlots } from "./fill-slots";
import { hashText } from "./hash-text";
import { findIntent } from "./intents/all-intents";
import type { Intent } from "./intents/intent";
import { sayAsCaller } from "./intents/say-as-caller";
import { createRandom, type Random } from "./random";
import type { Sentence } from "./sentences/write-sentences";
import { FIRST_NAMES, LAST_NAMES } from "./slots/first-names";

export type GateCase = {
  id: string;
  prompt: string;
  name: string;
  organisation: string;
  facts: Record<string, string>;
  question: string;
  intent: string;
  mustSay: string[];
};

const NAME_CASES = 50;
const ORGANISATION_CASES = 50;
const FACT_CASES = 60;
const MISSING_CASES = 20;
const OTHERS = ["robot", "thanks", "how are you", "hold on", "goodbye", "weather", "unrelated", "rude", "still there", "slow down"];
const CASES_PER_OTHER = 4;

/** Questions that a trained model is measured by: nothing of a name, an organisation, a business or a phrasing was in training. */
export function writeGateCases(seed: number): GateCase[] {
  const cases: GateCase[] = [];
  const add = (
    count: number,
    ask: (persona: Persona, random: Random) => { question: string; intent: string; mustSay: string[] } | undefined,
  ) => {
    for (let made = 0, tries = 0; made < count; tries++) {
      const random = createRandom(hashText(`${seed} gate ${cases.length} ${tries}`));
      const { persona, prompt } = promptedPersona(random, "held");
      const asked = persona.style === "service" && persona.facts.length > 0 ? ask(persona, random) : undefined;
      if (!asked) continue;
      const id = `gate-${String(cases.length).padStart(3, "0")}`;
      cases.push({ id, prompt, name: persona.name, organisation: persona.organisation, facts: factValues(persona), ...asked });
      made++;
    }
  };
  const fixed = (intent: string) => (persona: Persona, random: Random) => askIntent(findIntent(intent), persona, random);
  add(NAME_CASES, fixed("name"));
  add(ORGANISATION_CASES, fixed("organisation"));
  add(FACT_CASES, (persona, random) => {
    const fact = random.pick(persona.facts);
    const exchange = askFact(persona, fact, random);
    const intent = exchange.turns[0]?.intent ?? "";
    return {
      ...questionOf(exchange),
      intent,
      mustSay: intent.endsWith(" yes") ? ["yes", "that is right", "correct"] : fact.mustSay,
    };
  });
  add(MISSING_CASES, (persona, random) => ({
    ...questionOf(askMissing(persona, random)),
    intent: "fact not in prompt",
    mustSay: ["afraid", "sorry", "do not know", "do not have", "not told"],
  }));
  for (const intent of OTHERS) add(CASES_PER_OTHER, fixed(intent));
  return cases;
}

function questionOf(exchange: Exchange): { question: string } {
  return { question: exchange.turns[0]?.say.join(" ") ?? "" };
}

function askIntent(intent: Intent, persona: Persona, random: Random) {
  const slots = { ...personaSlots(persona), caller: persona.name, country: "Spain", othername: persona.name };
  const said = sayAsCaller(intent.intent, intent.caller, slots, random, "held", "bare", 0);
  const mustSay =
    intent.intent === "organisation" ? persona.organisationWords : intent.mustSay.map((word) => fillSlots(word, slots).toLowerCase());
  return { question: said.segments.join(" "), intent: intent.intent, mustSay };
}

/** Definitions, and phrases that were made into sentences: understandable, but nothing that anybody would say. */
const MADE_UP =
  /^To |means |^(The|An?) \w+ is an? |^(It was|This is|That is|It is|There was|We saw|He described|She mentioned|I remember|Look at|Tell me about|She described|He mentioned|Do not forget) (an?|the) |^Was |^The \w+ that /;
const NAMES = new Set([...FIRST_NAMES, ...LAST_NAMES]);
const GATE_SENTENCES = 100;
/** A word with fewer places among all sentences is too rare to measure speech by. */
const RARE_BELOW = 6;

/** Held-out sentences of 6 to 12 common words without names, for the word error of forced speech. */
export function writeGateSentences(sentences: readonly Sentence[]): string[] {
  const frequency = new Map<string, number>();
  for (const { text } of sentences)
    for (const word of text.toLowerCase().match(/[a-z']+/g) ?? []) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const fits = sentences
    .filter(({ split, source }) => split === "held" && source === "wordnet")
    .map(({ text }) => text)
    .filter(
      (text) =>
        countWords(text) >= 6 &&
        countWords(text) <= 12 &&
        !MADE_UP.test(text) &&
        !/ [A-HJ-Z]/.test(text) &&
        !NAMES.has(text.split(" ")[0] as string),
    )
    .filter((text) => (text.toLowerCase().match(/[a-z']+/g) ?? []).every((word) => (frequency.get(word) ?? 0) >= RARE_BELOW))
    .sort();
  return shuffled(fits, createRandom(7)).slice(0, GATE_SENTENCES);
}
