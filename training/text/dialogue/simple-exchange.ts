import { another } from "../facts/pick-values";
import { lowerFirst } from "../finish-sentence";
import { REPEAT_OPENERS, REPEAT_PHRASES } from "../intents/call-intents";
import type { Intent } from "../intents/intent";
import { type Place, sayAsCaller } from "../intents/say-as-caller";
import type { Random } from "../random";
import { FIRST_NAMES_BY_SPLIT } from "../slots/first-names";
import { answer } from "./answer";
import type { Exchange } from "./fact-exchange";
import { type Persona, personaSlots } from "./make-persona";
import type { Turn } from "./turn";

const COUNTRIES = "France Spain Italy Japan Norway Brazil Canada Egypt Greece India Kenya Peru Poland Portugal Sweden Turkey".split(" ");
/** These are questions, which may follow an "um" or a "hello". */
const QUESTIONS =
  /^(name|organisation|name and organisation|spell name|robot|what can you do|kind of business|weather|unrelated|unknown|talk of .*|.* advice)$/;

/** One turn of the caller and the agent's answer, out of the tables. */
export function simpleExchange(intent: Intent, persona: Persona, random: Random, place: Place = "later"): Exchange {
  const names = FIRST_NAMES_BY_SPLIT[persona.split];
  const othername = another(persona.name, () => random.pick(names));
  const slots = { ...personaSlots(persona), caller: random.pick(names), country: random.pick(COUNTRIES), othername };
  const opening = QUESTIONS.test(intent.intent) ? place : "bare";
  const said = sayAsCaller(intent.intent, intent.caller, slots, random, persona.split, opening);
  return {
    turns: [
      { who: "caller", say: said.segments, enter: "after", intent: intent.intent },
      answer(intent.intent, intent.agent, slots, random),
    ],
    phrasings: [said.phrasing],
  };
}

/** The caller did not hear the agent's last turn; the agent says it once more. */
export function repeatExchange(last: Turn, persona: Persona, random: Random): Exchange {
  const said = sayAsCaller("repeat", REPEAT_PHRASES, {}, random, persona.split);
  const text = last.say.join(" ");
  const opener = random.pick(/sorry|afraid/.test(text) ? REPEAT_OPENERS.filter((entry) => entry !== "Gladly.") : REPEAT_OPENERS);
  const values = [persona.name, persona.organisation, ...persona.facts.map(({ slots }) => slots.value)];
  const proper = [
    ...values.filter((value) => /^[A-Z]/.test(value)),
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
  ];
  const again = opener.endsWith(",") ? `${opener} ${lowerFirst(text, proper)}` : `${opener} ${text}`;
  return {
    turns: [
      { who: "caller", say: said.segments, enter: "after", intent: "repeat" },
      { who: "agent", say: [again], enter: "after", intent: "repeat" },
    ],
    phrasings: [said.phrasing],
  };
}
