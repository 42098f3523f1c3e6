import { askFact, askMissing, type Exchange } from "./dialogue/fact-exchange";
import { type Persona, personaSlots, shuffled } from "./dialogue/make-persona";
import { factValues, promptedPersona } from "./dialogue/write-dialogue";
import { countWords } from "./dialogue/write-prompt";
import { FLOW, LONG_FLOW, writeSteps } from "./dialogue/write-steps";
import { fillSlots } from "./fill-slots";
import { hashText } from "./hash-text";
import { findIntent } from "./intents/all-intents";
import type { Intent } from "./intents/intent";
import { sayAsCaller } from "./intents/say-as-caller";
import { createRandom, type Random } from "./random";
import type { Sentence } from "./sentences/write-sentences";
import { FIRST_NAMES, LAST_NAMES } from "./slots/first-names";

/** What a caller asks, and of which words any one makes the answer right. */
export type Question = { question: string; intent: string; mustSay: string[] };
/** `stepped` and `long` are the prompt with steps and manners around it, as long as one that is written from a short flow and from a long one. */
export type Prompted = {
  id: string;
  prompt: string;
  stepped: string;
  long: string;
  name: string;
  organisation: string;
  facts: Record<string, string>;
};
export type GateCase = Prompted & Question;
type Ask<Asked> = (persona: Persona, random: Random) => Asked | undefined;

const NAME_CASES = 50;
const ORGANISATION_CASES = 50;
const FACT_CASES = 60;
const MISSING_CASES = 20;
const OTHERS = ["robot", "thanks", "how are you", "hold on", "goodbye", "weather", "unrelated", "rude", "still there", "slow down"];
const CASES_PER_OTHER = 4;

/** Questions that a trained model is measured by: nothing of a name, an organisation, a business or a phrasing was in training. */
export function writeGateCases(seed: number): GateCase[] {
  const cases: GateCase[] = [];
  const add = (count: number, ask: (persona: Persona, random: Random) => Question) => {
    for (let made = 0, tries = 0; made < count; tries++) {
      const found = tryCase("gate", seed, cases.length, tries, ask);
      if (!found) continue;
      cases.push(found);
      made++;
    }
  };
  const fixed = (intent: string) => (persona: Persona, random: Random) => askIntent(findIntent(intent), persona, random);
  add(NAME_CASES, fixed("name"));
  add(ORGANISATION_CASES, fixed("organisation"));
  add(FACT_CASES, askStated);
  add(MISSING_CASES, askUnstated);
  for (const intent of OTHERS) add(CASES_PER_OTHER, fixed(intent));
  return cases;
}

/** A service persona of the held-out split that states at least one fact, and what is asked of it; nothing where chance made another persona. */
function tryCase<Asked>(kind: string, seed: number, index: number, tries: number, ask: Ask<Asked>): (Prompted & Asked) | undefined {
  const random = createRandom(hashText(`${seed} ${kind} ${index} ${tries}`));
  const { persona, prompt } = promptedPersona(random, "held");
  const asked = persona.style === "service" && persona.facts.length > 0 ? ask(persona, random) : undefined;
  if (!asked) return undefined;
  const id = `${kind}-${String(index).padStart(3, "0")}`;
  const around = (length: typeof FLOW, what: string) => writeSteps(prompt, persona, createRandom(hashText(`${id} ${what}`)), length);
  const [stepped, long] = [around(FLOW, "steps"), around(LONG_FLOW, "long")];
  return { id, prompt, stepped, long, name: persona.name, organisation: persona.organisation, facts: factValues(persona), ...asked };
}

/** Case `index` of a kind; `ask` may refuse a persona. */
export function caseOf<Asked>(kind: string, seed: number, index: number, ask: Ask<Asked>): Prompted & Asked {
  for (let tries = 0; ; tries++) {
    const found = tryCase(kind, seed, index, tries, ask);
    if (found) return found;
  }
}

/** Asks for a fact that the prompt states, and not rudely: that is another matter. */
export function askStated(persona: Persona, random: Random): Question {
  const fact = random.pick(persona.facts);
  const exchange = askFact(persona, fact, random);
  const intent = exchange.turns[0]?.intent ?? "";
  if (intent === "rude question") return askStated(persona, random);
  return { ...questionOf(exchange), intent, mustSay: intent.endsWith(" yes") ? ["yes", "that is right", "correct"] : fact.mustSay };
}

/** Asks for one that it does not. */
export function askUnstated(persona: Persona, random: Random): Question {
  const mustSay = ["afraid", "sorry", "do not know", "do not have", "not told"];
  return { ...questionOf(askMissing(persona, random)), intent: "fact not in prompt", mustSay };
}

function questionOf(exchange: Exchange): { question: string } {
  return { question: exchange.turns[0]?.say.join(" ") ?? "" };
}

export function askIntent(intent: Intent, persona: Persona, random: Random): Question {
  const said = sayAsCaller(intent.intent, intent.caller, intentSlots(persona), random, "held", "bare", 0);
  return { question: said.segments.join(" "), intent: intent.intent, mustSay: mustSayOf(intent, persona) };
}

export function intentSlots(persona: Persona): Record<string, string> {
  return { ...personaSlots(persona), caller: persona.name, country: "Spain", othername: persona.name };
}

export function mustSayOf({ intent, mustSay }: Intent, persona: Persona): string[] {
  return intent === "organisation" ? persona.organisationWords : mustSay.map((word) => fillSlots(word, intentSlots(persona)).toLowerCase());
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
