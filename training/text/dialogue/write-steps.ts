import { expandPhrase } from "../expand-phrase";
import { finishSentence } from "../finish-sentence";
import type { Random } from "../random";
import { type Persona, shuffled } from "./make-persona";
import { countWords } from "./write-prompt";

/** Most words that steps and manners add to a prompt. */
export const STEPS_WORDS_MAX = 60;

const WORK_STEPS = [
  "ask for the [caller's|customer's|patient's|guest's] [full name|name|name and phone number|full name and date of birth]",
  "verify the [caller's|customer's] identity by asking for [their full name and date of birth|the number of the order|the last four digits]",
  "find out [what they need|why they call|when they would like to come|how many people will come|what happened]",
  "ask [about allergies and earlier illnesses|about tobacco and alcohol|whether they have been here before|when it began]",
  "offer [two times|a new card|a visit|a free table|a call back|the next free day] and let them choose",
  "explain [the price|the next step|how it works|why it was declined|what it costs] and ask whether that is all right",
  "repeat what was agreed, and ask whether it is right",
  "If they [are in a hurry|want something else|do not want that], [offer a call back|ask what would help|keep it short]",
  "If they [are angry|are upset|complain], [apologise, and ask what happened|listen first, and stay kind]",
  "If they did not [get it|make it|order it], [cancel it, and reassure them|offer to send it again]",
];
const TALK_STEPS = [
  "ask [how they are|how their day was|what they are curious about|what they know already]",
  "tell them [something about yourself|one thing that you like|a short story]",
  "explain the idea with one picture from everyday life, and ask whether it makes sense",
  "suggest [one small thing to try|something to do at the weekend|one step at a time]",
  "lay out two ways, and ask which one to take",
  "If they [are lost|do not follow], explain it again more simply",
  "If they [are sad|sound tired], [be kind|listen, and ask what happened]",
];
const HELD_STEPS = [
  "make sure that the right person is on the line",
  "take down [the address|the best time to call|what they have tried so far]",
  "say [when it could be|who will take care of it|what they should bring]",
  "go through the order line by line",
  "If they sound unsure, go through it once more",
  "If they ask for a discount, say that there is none",
];
const ENDING = "End by [saying goodbye|saying goodbye|saying thank you|asking whether there is anything else].";
const MANNERS = [
  "Stay calm and polite.",
  "Ask one question at a time.",
  "Use plain words and short sentences.",
  "Speak calmly, and let them finish.",
  "Never ask for a [PIN or a password|password|card number].",
  "Never give [medical|legal] advice.",
  "Never promise [a price|a date|anything that you do not know].",
  "Be warm and patient.",
  "Speak fast and to the point.",
  "Keep your answers short.",
  "If you do not know, say so.",
];
const HELD_MANNERS = [
  "Be brief.",
  "Never argue.",
  "Do not guess.",
  "Let them talk first.",
  "Keep what they tell you to yourself.",
  "Sound cheerful, but not silly.",
];
const HEADING = / [A-Z][a-z ]+:/;

/** A prompt with steps and manners around what it says, in the order in which a flow is told: who it is, what to do, what it knows, how to behave. */
export function writeSteps(prompt: string, persona: Persona, random: Random): string {
  const before = factsAt(prompt, persona);
  const [identity, facts] = [prompt.slice(0, before).trim(), prompt.slice(before).trim()];
  const held = persona.split === "held";
  const known = held ? HELD_STEPS : persona.style === "service" ? WORK_STEPS : TALK_STEPS;
  const steps = shuffled(known, random).slice(0, random.int(1, 4));
  const told = conditionsLast(steps).map((step, at) => tell(step, at, random));
  const manners = shuffled(held ? HELD_MANNERS : MANNERS, random)
    .slice(0, random.int(0, 3))
    .map((manner) => expandPhrase(manner, random));
  const ending = expandPhrase(ENDING, random);
  while (countWords([...told, ending, ...manners].join(" ")) > STEPS_WORDS_MAX) (manners.length > 0 ? manners : told).pop();
  return [identity, ...told, ending, facts, ...manners].filter(Boolean).join(" ");
}

/** Where the facts begin, with the heading over them; the end, where there are none. */
function factsAt(prompt: string, persona: Persona): number {
  const heading = prompt.search(HEADING);
  const first = persona.facts[0];
  if (heading >= 0) return heading;
  const at = first ? prompt.indexOf(finishSentence(first.statement)) : -1;
  return at < 0 ? prompt.length : at;
}

function conditionsLast(steps: readonly string[]): string[] {
  const conditional = (step: string) => step.startsWith("If ");
  return [...steps.filter((step) => !conditional(step)), ...steps.filter(conditional)];
}

function tell(step: string, at: number, random: Random): string {
  const text = expandPhrase(step, random);
  return finishSentence(text.startsWith("If ") ? text : `${at === 0 ? "First" : "Then"} ${text}`);
}
