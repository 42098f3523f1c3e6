import { CALL_INTENTS, BACKCHANNELS, REPEAT_OPENERS, REPEAT_PHRASES, STOP_ANSWERS, STOP_PHRASES } from "../intents/call-intents.ts";
import { COURTESY_INTENTS } from "../intents/courtesy-intents.ts";
import { IDENTITY_INTENTS } from "../intents/identity-intents.ts";
import type { Intent } from "../intents/intent.ts";
import { sayAsCaller } from "../intents/say-as-caller.ts";
import { another } from "../facts/pick-values.ts";
import { lowerFirst } from "../finish-sentence.ts";
import { hashText } from "../hash-text.ts";
import { createRandom, type Random } from "../random.ts";
import { FIRST_NAMES_BY_SPLIT } from "../slots/first-names.ts";
import type { Split } from "../split-of.ts";
import { answer } from "./answer.ts";
import { book, cancel } from "./booking-exchange.ts";
import { askFact, askMissing, type Exchange } from "./fact-exchange.ts";
import { makePersona, type Persona, personaSlots } from "./make-persona.ts";
import type { Dialogue, Turn } from "./turn.ts";
import { countWords, writePrompt } from "./write-prompt.ts";

const GREETINGS_WORK = [
  "Thanks for calling {organisation}, this is {name}. How can I help you today?",
  "Hello, this is {name} from {organisation}. How can I help?",
  "{organisation}, {name} speaking. How can I help you?",
  "Good [morning|afternoon|day], {organisation}, my name is {name}.",
  "Welcome to {organisation}. I am {name}. What can I do for you?",
  "Hi, you have reached {organisation}. This is {name}.",
  "Thank you for calling {organisation}. My name is {name}.",
  "{organisation}, this is {name}. What can I do for you?",
  "Hello and welcome to {organisation}, {name} here.",
  "Thank you for calling {organisation}. How may I help you?",
  "Hello, {organisation}. How can I help you?",
];
const GREETINGS_CASUAL = [
  "Hello, I am {name}. How are you?",
  "Hi there, this is {name}. How is your day?",
  "Hey, {name} here. What is new?",
  "Hello, my name is {name}. Nice to meet you.",
  "Hi, I am {name}. What would you like to talk about?",
  "Good day, this is {name}. How are you today?",
  "Hello. It is {name}. What is on your mind?",
  "Hi, nice to hear you. I am {name}.",
];
const COUNTRIES = "France Spain Italy Japan Norway Brazil Canada Egypt Greece India Kenya Peru Poland Portugal Sweden Turkey".split(" ");

const INTENTS: Intent[] = [...IDENTITY_INTENTS, ...COURTESY_INTENTS, ...CALL_INTENTS];
const byName = (intent: string) => INTENTS.find((entry) => entry.intent === intent) as Intent;
/** How often an intent comes up in the middle of a call, beside one for each that is not listed. */
const WEIGHTS: Record<string, number> = {
  name: 5,
  organisation: 5,
  thanks: 2,
  "nothing else": 0,
  goodbye: 0,
  greeting: 0,
  robot: 2,
  "hold on": 2,
  unrelated: 2,
};

/** Writes dialogue number `index` of a run; it depends on nothing but the seed, the number and the split. */
export function writeDialogue(seed: number, index: number, split: Split): { dialogue: Dialogue; phrasings: string[] } {
  const random = createRandom(hashText(`${seed} dialogue ${index}`));
  const made = makePersona(random, split);
  const { prompt, stated } = writePrompt(made, random);
  const dropped = made.facts.slice(stated).map(({ kind }) => kind);
  const facts = made.facts.slice(0, stated);
  const persona = { ...made, facts, missing: made.missing.filter((kind) => !dropped.includes(kind)) };
  const turns: Turn[] = [];
  const phrasings: string[] = [];
  const add = (exchange: Exchange) => {
    turns.push(...exchange.turns);
    phrasings.push(...exchange.phrasings);
  };

  if (random.chance(0.15)) {
    const said = sayAsCaller("greeting", byName("greeting").caller, { caller: random.pick(FIRST_NAMES_BY_SPLIT[split]) }, random, split);
    phrasings.push(said.phrasing);
    turns.push({ who: "caller", say: said.segments, enter: "after", intent: "greeting" });
  }
  turns.push(answer("greeting", persona.organisation ? GREETINGS_WORK : GREETINGS_CASUAL, personaSlots(persona), random));

  const exchanges = random.int(2, 6);
  const asked = new Set<string>();
  for (let count = 0; count < exchanges; count++) add(decorate(nextExchange(persona, turns, asked, random), persona, random));
  if (random.chance(0.45)) {
    if (random.chance(0.5)) add(simple(byName("nothing else"), persona, random));
    add(simple(byName("goodbye"), persona, random));
  }
  const values = Object.fromEntries(
    facts.map((fact) => [fact.slots.item ? `${fact.kind.intent}: ${fact.slots.item}` : fact.kind.intent, fact.slots.value]),
  );
  return {
    dialogue: {
      id: `${split}-${String(index).padStart(6, "0")}`,
      split,
      style: persona.style,
      role: persona.organisation ? persona.role.kind : persona.style,
      prompt,
      facts: {
        name: persona.name,
        ...(persona.organisation ? { organisation: persona.organisation, kind: persona.role.kind } : {}),
        ...values,
      },
      turns,
    },
    phrasings,
  };
}

function nextExchange(persona: Persona, before: readonly Turn[], asked: Set<string>, random: Random): Exchange {
  const last = before.at(-1);
  const dice = random.next();
  if (dice < 0.36 && persona.facts.length > 0) {
    const fact = random.pick(persona.facts);
    return askFact(persona, fact, random);
  }
  if (dice < 0.42 && last?.who === "agent" && countWords(last.say[0] as string) >= 3 && before.length > 2)
    return repeatLast(last, persona, random);
  if (dice < 0.5) return askMissing(persona, random);
  if (dice < 0.58 && persona.organisation && !asked.has("book")) {
    asked.add("book");
    return random.chance(0.7) ? book(persona, random) : cancel(persona, random);
  }
  const work = persona.organisation !== "";
  const weighted = INTENTS.filter(({ intent, only }) => !asked.has(intent) && (only === undefined || (only === "work") === work)).flatMap(
    (entry) => Array<Intent>(WEIGHTS[entry.intent] ?? 1).fill(entry),
  );
  const intent = random.pick(weighted);
  asked.add(intent.intent);
  return simple(intent, persona, random);
}

function simple(intent: Intent, persona: Persona, random: Random): Exchange {
  const names = FIRST_NAMES_BY_SPLIT[persona.split];
  const slots = {
    ...personaSlots(persona),
    caller: random.pick(names),
    country: random.pick(COUNTRIES),
    othername: another(persona.name, () => random.pick(names)),
  };
  const said = sayAsCaller(intent.intent, intent.caller, slots, random, persona.split);
  return {
    turns: [
      { who: "caller", say: said.segments, enter: "after", intent: intent.intent },
      answer(intent.intent, intent.agent, slots, random),
    ],
    phrasings: [said.phrasing],
  };
}

function repeatLast(last: Turn, persona: Persona, random: Random): Exchange {
  const said = sayAsCaller("repeat", REPEAT_PHRASES, {}, random, persona.split);
  const opener = random.pick(REPEAT_OPENERS);
  const text = last.say.join(" ");
  const names = [persona.name, persona.organisation, ...persona.facts.map(({ slots }) => slots.value)].filter((value) =>
    /^[A-Z]/.test(value),
  );
  const again = opener.endsWith(",") ? `${opener} ${lowerFirst(text, names)}` : `${opener} ${text}`;
  return {
    turns: [
      { who: "caller", say: said.segments, enter: "after", intent: "repeat" },
      { who: "agent", say: [again], enter: "after", intent: "repeat" },
    ],
    phrasings: [said.phrasing],
  };
}

/** Now and then one side says a word while the other speaks, or the caller cuts the answer short. */
function decorate(exchange: Exchange, persona: Persona, random: Random): Exchange {
  const [first, second] = exchange.turns;
  if (!first || !second) return exchange;
  const dice = random.next();
  const backchannel = (who: Turn["who"]): Turn => ({ who, say: [random.pick(BACKCHANNELS)], enter: "backchannel", intent: "backchannel" });
  if (dice < 0.07 && countWords(first.say.join(" ")) >= 8)
    return { ...exchange, turns: [first, backchannel("agent"), ...exchange.turns.slice(1)] };
  const long = exchange.turns.at(-1) as Turn;
  if (long.who !== "agent" || countWords(long.say.join(" ")) < 6) return exchange;
  if (dice < 0.15) return { ...exchange, turns: [...exchange.turns, backchannel("caller")] };
  if (dice < 0.21) {
    const said = sayAsCaller("stop", STOP_PHRASES, {}, random, persona.split);
    return {
      turns: [
        ...exchange.turns,
        { who: "caller", say: said.segments, enter: "during", intent: "stop" },
        answer("stop", STOP_ANSWERS, {}, random),
      ],
      phrasings: [...exchange.phrasings, said.phrasing],
    };
  }
  if (dice < 0.29 && persona.facts.length > 0) {
    const next = askFact(persona, random.pick(persona.facts), random);
    const [cut, ...rest] = next.turns;
    if (!cut) return exchange;
    return { turns: [...exchange.turns, { ...cut, enter: "during" }, ...rest], phrasings: [...exchange.phrasings, ...next.phrasings] };
  }
  return exchange;
}
