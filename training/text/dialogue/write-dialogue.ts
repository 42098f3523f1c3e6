import { hashText } from "../hash-text";
import { ALL_INTENTS, findIntent } from "../intents/all-intents";
import type { Intent } from "../intents/intent";
import { createRandom, type Random } from "../random";
import type { Split } from "../split-of";
import { answer } from "./answer";
import { book, cancel } from "./booking-exchange";
import { decorateExchange } from "./decorate-exchange";
import { askFact, askMissing, type Exchange } from "./fact-exchange";
import { GREETINGS_AT_WORK, GREETINGS_CASUAL, GREETINGS_NAMELESS } from "./greetings";
import { makePersona, type Persona, personaSlots } from "./make-persona";
import { repeatExchange, simpleExchange } from "./simple-exchange";
import type { Dialogue, Turn } from "./turn";
import { countWords, PROMPT_WORDS_MIN, writePrompt } from "./write-prompt";
import { FLOW, LONG_FLOW, writeSteps } from "./write-steps";

/** How often an intent comes up in the middle of a call; one that is not listed has 1. */
const WEIGHTS: Record<string, number> = {
  name: 5,
  "no name": 5,
  organisation: 5,
  "no organisation": 3,
  thanks: 2,
  "nothing else": 0,
  goodbye: 0,
  greeting: 0,
  robot: 2,
  "hold on": 2,
};
const CALLER_FIRST_SHARE = 0.15;
const GOODBYE_SHARE = 0.45;
/** Of the prompts, as long as those that are written from a short flow and from a long one. */
const FLOW_SHARE = 0.25;
const LONG_FLOW_SHARE = 0.3;

export type WrittenDialogue = { dialogue: Dialogue; phrasings: string[] };

/** Writes dialogue number `index` of a run; it depends on nothing but the seed, the number and the split. */
export function writeDialogue(seed: number, index: number, split: Split): WrittenDialogue {
  const random = createRandom(hashText(`${seed} dialogue ${index}`));
  const { persona, prompt } = promptedPersona(random, split);
  const turns: Turn[] = [];
  const phrasings: string[] = [];
  const add = (exchange: Exchange) => {
    turns.push(...exchange.turns);
    phrasings.push(...exchange.phrasings);
  };

  const hello = simpleExchange(findIntent("greeting"), persona, random);
  if (random.chance(CALLER_FIRST_SHARE)) add({ ...hello, turns: hello.turns.slice(0, 1) });
  turns.push(answer("greeting", greetingsOf(persona), personaSlots(persona), random));

  const done = new Set<string>();
  for (let left = random.int(2, 6); left > 0; left--) add(decorateExchange(nextExchange(persona, turns, done, random), persona, random));
  if (random.chance(GOODBYE_SHARE)) {
    if (persona.organisation && random.chance(0.5)) add(simpleExchange(findIntent("nothing else"), persona, random));
    add(simpleExchange(findIntent("goodbye"), persona, random));
  }
  const work = persona.organisation !== "";
  const chance = createRandom(hashText(`${seed} steps ${index}`));
  const dice = chance.next();
  const length = dice < FLOW_SHARE ? FLOW : dice < FLOW_SHARE + LONG_FLOW_SHARE ? LONG_FLOW : null;
  return {
    dialogue: {
      id: `${split}-${String(index).padStart(6, "0")}`,
      split,
      style: persona.style,
      role: work ? persona.role.kind : persona.style,
      prompt: length ? writeSteps(prompt, persona, chance, length) : prompt,
      facts: {
        name: persona.written.name,
        ...(work ? { organisation: persona.written.organisation, kind: persona.role.kind } : {}),
        ...factValues(persona),
      },
      turns,
    },
    phrasings,
  };
}

/** A persona with its prompt; facts for which the prompt had no room are forgotten and are not asked for either. */
export function promptedPersona(random: Random, split: Split): { persona: Persona; prompt: string } {
  let made = makePersona(random, split);
  let { prompt, stated } = writePrompt(made, random);
  while (countWords(prompt) < PROMPT_WORDS_MIN) {
    made = makePersona(random, split);
    ({ prompt, stated } = writePrompt(made, random));
  }
  const dropped = made.facts.slice(stated).map(({ kind }) => kind.intent);
  const missing = made.missing.filter(({ intent }) => !dropped.includes(intent));
  return { persona: { ...made, facts: made.facts.slice(0, stated), missing }, prompt };
}

export function factValues(persona: Persona): Record<string, string> {
  const named = ({ kind, slots }: Persona["facts"][number]) => [slots.item ? `${kind.intent}: ${slots.item}` : kind.intent, slots.value];
  return Object.fromEntries(persona.facts.map(named));
}

function nextExchange(persona: Persona, before: readonly Turn[], done: Set<string>, random: Random): Exchange {
  const last = before.at(-1) as Turn;
  const lastWords = last.say.join(" ");
  const place = before.length <= 2 ? "first" : "later";
  const simple = (name: string) => simpleExchange(findIntent(name), persona, random, place);
  if (last.who === "agent" && /(And you|How are you|How are you today|How is your day)\?$/.test(lastWords) && random.chance(0.7)) {
    return simple(random.chance(0.8) ? "feeling good" : "feeling bad");
  }
  const dice = random.next();
  if (dice < 0.4 && persona.facts.length > 0) {
    const fresh = persona.facts.filter(({ kind }) => !before.some(({ intent }) => intent.startsWith(kind.intent)));
    const fact = random.pick(fresh.length > 0 ? fresh : persona.facts);
    if (fresh.length > 0 || random.chance(0.25)) return askFact(persona, fact, random, place);
  }
  if (dice < 0.46 && canRepeat(last) && before.length > 2) return repeatExchange(last, persona, random);
  if (dice < 0.53 && persona.style !== "teacher") return askMissing(persona, random, place);
  const work = persona.organisation !== "";
  if (dice < 0.61 && work && !done.has("book")) {
    done.add("book");
    return random.chance(0.7) ? book(persona, random) : cancel(persona, random);
  }
  const open = ALL_INTENTS.filter(
    (entry) => !done.has(entry.intent) && !(place === "first" && NOT_FIRST.has(entry.intent)) && suits(entry, persona),
  );
  const intent = random.pick(open.flatMap((entry) => Array<(typeof open)[number]>(WEIGHTS[entry.intent] ?? 1).fill(entry)));
  done.add(intent.intent);
  return simpleExchange(intent, persona, random, place);
}

function suits({ only, agent }: Intent, { name, organisation }: Persona): boolean {
  if (only === "nameless") return name === "";
  if (only && (only === "work") !== (organisation !== "")) return false;
  return name !== "" || !agent.some((phrase) => /\{(name|letters)\}/.test(phrase));
}

function greetingsOf({ name, organisation }: Persona): readonly string[] {
  return organisation ? GREETINGS_AT_WORK : name ? GREETINGS_CASUAL : GREETINGS_NAMELESS;
}

/** Nobody says these before anything was answered. */
const NOT_FIRST = new Set(["thanks", "compliment"]);
const NOT_REPEATED = new Set(["repeat", "stop", "hold on", "still there", "goodbye", "nothing else", "slow down", "thanks"]);

function canRepeat(last: Turn): boolean {
  return last.who === "agent" && !NOT_REPEATED.has(last.intent) && countWords(last.say.join(" ")) >= 3;
}
