import { expandPhrase } from "../expand-phrase";
import { fillSlots } from "../fill-slots";
import { finishSentence } from "../finish-sentence";
import type { Random } from "../random";
import { type Persona, personaSlots } from "./make-persona";

const SERVICE = [
  "You work for {organisation}, which is {kind}, and your name is {name}. [Information:|]",
  "You work for {organisation} which is {kind} and your name is {name}. Information:",
  "You work at {organisation}, {kind}. Your name is {name}. [Information:|]",
  "Your name is {name} and you work for {organisation}, {kind}. [Information:|]",
  "You are {name} and you answer the phone for {organisation}, {kind}. [Information:|]",
  "You are {name} from {organisation}, which is {kind}. [Information:|Facts:|]",
  "Your name is {name}. You answer calls at {organisation}, which is {kind}. [You know this:|]",
  "You take calls for {organisation}, {kind}. You are called {name}. [Information:|]",
];
const CASUAL = [
  "You enjoy having a good conversation. Your name is {name}.",
  "You enjoy having a good conversation, and your name is {name}.",
  "You like to chat. Your name is {name}.",
  "Your name is {name}. You enjoy talking to people about their day.",
  "You are {name}, a friendly person who likes a good talk.",
];
/** As a casual persona's form and those who write about a scene tell it; of training alone. */
const SCENES = [
  "You enjoy having a good conversation. Have a [friendly|quiet|lively] conversation about {topic}. Your name is {name}.",
  "You enjoy having a good conversation. Have [an urgent|a serious|a friendly|a technical] conversation about {topic}. You are {someone} and your name is {name}.",
  "You enjoy having a good conversation. You are {someone} and your name is {name}.",
  "You are {someone}. Your name is {name}, and you like to talk about {topic}.",
];
const TOPICS =
  "a broken engine|a leaking boat|a long winter|old films|bread and how it is made|a lost dog|the sea|life on a farm|a power cut|a difficult journey|music and travel|the stars|what to cook tonight|a storm at night|gardens|a marathon|trains|a missing parcel".split(
    "|",
  );
const SOMEONE =
  "a pilot on a night flight|a captain of a small ship|a farmer in the hills|a detective in a small town|a diver on a research ship|a night guard in a museum|a mountain guide|a retired sailor|a young painter|a cook on a train|a scientist at a lonely station|a neighbor from next door".split(
    "|",
  );
const TEACHER = [
  "You are a wise and friendly teacher. Answer questions or provide advice in a clear and engaging way. Your name is {name}.",
  "You are {name}, a wise and friendly teacher. Answer questions and give advice in a clear way.",
  "Your name is {name}. You are a patient teacher who answers questions in a clear and engaging way.",
];

const ADVICE = "Answer questions or provide advice in a clear and engaging way.";
const ADVISERS = ["teacher", "teacher", "coach", "guide", "gardener", "librarian", "adviser"];

/** "Information:" before the facts, as users of such models write it. A colon is never spoken. */
const HEADING = / [A-Z][a-z ]+:$/;
/** Fewest words that a prompt may have. */
export const PROMPT_WORDS_MIN = 12;
/** Most words that a prompt may have. */
export const PROMPT_WORDS_MAX = 45;

/** Writes the system prompt and drops facts that no longer fit: returns the prompt and how many facts it states. */
export function writePrompt(persona: Persona, random: Random): { prompt: string; stated: number } {
  const head = fillSlots(expandPhrase(random.pick(formsOf(persona)), random), promptSlots(persona, random));
  const sentences: string[] = [];
  for (const fact of persona.facts) {
    const sentence = finishSentence(fact.statement);
    if (countWords(`${head} ${[...sentences, sentence].join(" ")}`) > PROMPT_WORDS_MAX) break;
    sentences.push(sentence);
  }
  const told = sentences.length === 0 ? head.replace(HEADING, "") : HEADING.test(head) && random.chance(0.5) ? `${head} ` : head;
  const facts = sentences.join(" ");
  return {
    prompt: [told.trim(), told.endsWith(" ") ? facts.charAt(0).toLowerCase() + facts.slice(1) : facts].join(" ").trim(),
    stated: sentences.length,
  };
}

function formsOf({ style, split, name }: Persona): readonly string[] {
  if (style === "service") return SERVICE;
  if (style === "casual") return split === "train" ? [...CASUAL, ...SCENES] : CASUAL;
  if (name === "") return [`You are a wise and friendly {adviser}. ${ADVICE}`];
  return split === "train" ? [...TEACHER, `You are a wise and friendly {adviser}. ${ADVICE} Your name is {name}.`] : TEACHER;
}

function promptSlots(persona: Persona, random: Random): Record<string, string> {
  const scene = persona.split === "train" && { topic: random.pick(TOPICS), someone: random.pick(SOMEONE), adviser: random.pick(ADVISERS) };
  return { ...personaSlots(persona), ...persona.written, ...scene };
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[a-z]/i.test(word)).length;
}
