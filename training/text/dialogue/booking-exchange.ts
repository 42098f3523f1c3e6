import { another, pickTime, pickWeekday } from "../facts/pick-values";
import { upperFirst } from "../finish-sentence";
import { sayAsCaller } from "../intents/say-as-caller";
import type { Random } from "../random";
import { FIRST_NAMES_BY_SPLIT, LAST_NAMES_BY_SPLIT } from "../slots/first-names";
import { answer } from "./answer";
import type { Exchange } from "./fact-exchange";
import { type Persona, spell } from "./make-persona";
import type { Turn } from "./turn";

const BOOK = [
  "I [would like|'d like|want|need] to book {booking} / [for|on] {day} at {time} [, please|].",
  "[can|could|may] I [please|] [book|get|have|reserve] {booking} / [for|on] {day} at {time}?",
  "[can|could] you [book|reserve] {booking} for me / on {day} at {time}?",
  "I [need|am calling for|am looking for] {booking}, / {day} at {time} [if possible|, please|].",
  "is {day} at {time} / [free|possible|okay] for {booking}?",
  "{booking} / [for|on] {day} at {time}, please.",
].map((phrase) => phrase.replace("I [would like|'d like|want|need]", "[I would like|I'd like|I want|I need]"));
const READ_BACK = [
  "{Day} at {time}. Is that right?",
  "So {day} at {time}, is that right?",
  "That is {day} at {time}, correct?",
  "You said {day} at {time}. Yes?",
];
const YES = [
  "[yes|yes, please|yes, thanks], / [that is right|that is correct|that's it|exactly|perfect|that works].",
  "[yes|exactly|correct|that is right|right|perfect] [, thank you|].",
  "[yes|right], {day} at {time}.",
];
const CORRECT_DAY = [
  "[no|sorry, no|no, wait], / I [meant|mean] {newday}.",
  "[no|sorry|oh sorry], / make it {newday} [, please|].",
  "[no|oh|sorry], / {newday} [would be|is] better.",
  "[actually|wait], / [can we do|could it be|make that] {newday}?",
];
const CORRECT_TIME = [
  "[no|sorry, no|no, wait], / I [meant|mean] {newtime}.",
  "[no|sorry|oh sorry], / make it {newtime} [, please|].",
  "[no|oh|sorry], / {newtime} [would be|is] better.",
  "[actually|wait], / [can we do|could it be|make that] {newtime}?",
];
const CORRECTED = [
  "Sorry, {day} at {time}.",
  "All right, {day} at {time}.",
  "Of course, {day} at {time}, then.",
  "Then it is {day} at {time}.",
];
const ASK_NAME = ["And what is your name?", "What name is it for?", "Your name, please?", "May I have your name?"];
const GIVE_NAME = [
  "[it is|it's|that is|my name is] {caller}.",
  "[the name is {caller}|for {caller}, please].",
  "[um|uh|well|yes], / [it's|my name is|I am] {caller}.",
  "{caller} [, please|].",
];
const BOOKED = [
  "Thank you, {caller}. You are booked for {day} at {time}.",
  "Thank you, {caller}. See you on {day} at {time}.",
  "It is booked, {caller}, {day} at {time}.",
  "Done, {caller}. {Day} at {time} it is.",
];
const ASK_SPELLING = ["How do you spell that?", "Can you spell that, please?", "Could you spell that for me?", "How is that spelled?"];
const SPELLING = ["[it is|it's|that is|I spell it|sure,|yes,] / {letters}.", "[um|uh|of course|okay], / {letters}.", "{letters}."];

/** A day and a time that the prompt does not speak against: the free one if it names one, else no closed day and an hour around noon. */
function pickVisit(persona: Persona, random: Random, free = true): { day: string; time: string } {
  const told = (intent: string) => persona.facts.find(({ kind }) => kind.intent === intent)?.slots.value;
  const [day, time] = told("availability")?.split(" at ") ?? [];
  if (free && day && time) return { day, time };
  const [from, to]: [number, number] = told("opening hours") || told("closing time") ? [12, 14] : [9, 18];
  const closed = told("closed day");
  return {
    day: closed ? another(closed.replace(/s$/, ""), () => pickWeekday(random)) : pickWeekday(random),
    time: pickTime(random, from, to),
  };
}

/** The caller books something: a read-back, perhaps a correction, a name, perhaps spelled. */
export function book(persona: Persona, random: Random): Exchange {
  const phrasings: string[] = [];
  const turns: Turn[] = [];
  let { day, time } = pickVisit(persona, random);
  const booking = persona.role.booking;
  const caller = (intent: string, phrases: string[], slots: Record<string, string>) => {
    const said = sayAsCaller(intent, phrases, slots, random, persona.split);
    phrasings.push(said.phrasing);
    turns.push({ who: "caller", say: said.segments, enter: "after", intent });
  };
  const agent = (intent: string, phrases: string[], slots: Record<string, string>) => turns.push(answer(intent, phrases, slots, random));
  const when = () => ({ day, Day: day, time, booking });

  caller("book", BOOK, when());
  agent("confirm", READ_BACK, when());
  if (random.chance(0.35)) {
    if (random.chance(0.5)) {
      day = another(day, () => pickVisit(persona, random, false).day);
      caller("correction", CORRECT_DAY, { newday: day });
    } else {
      time = another(time, () => pickVisit(persona, random, false).time);
      caller("correction", CORRECT_TIME, { newtime: time });
    }
    agent("correction", CORRECTED, when());
    if (random.chance(0.5)) return { turns, phrasings };
    caller("yes", YES, when());
  } else caller("yes", YES, when());
  agent("ask caller's name", ASK_NAME, {});
  const name = random.pick(random.chance(0.5) ? FIRST_NAMES_BY_SPLIT[persona.split] : LAST_NAMES_BY_SPLIT[persona.split]);
  caller("give name", GIVE_NAME, { caller: name });
  if (random.chance(0.25)) {
    agent("ask spelling", ASK_SPELLING, {});
    caller("spelling", SPELLING, { letters: spell(name) });
  }
  agent("booked", BOOKED, { ...when(), caller: upperFirst(name) });
  return { turns, phrasings };
}

const CANCEL = [
  "I [want|need|have|would like] to cancel my {item} / on {day} [, please|].",
  "[can|could] you [please|] cancel my {item} / on {day}?",
  "[please|] cancel {day} for me, / I [cannot|can't] come.",
  "I [cannot|can't] come on {day}, / please cancel my {item}.",
  "I am calling to cancel my {item} on {day}.",
];
const CANCELLED = [
  "Your {item} on {day} is cancelled.",
  "All right, {day} is cancelled.",
  "I have cancelled {day} for you.",
  "Done, I cancelled your {item} on {day}.",
];

/** What the agent says while it books and cancels. */
export const BOOKING_REPLIES = [...READ_BACK, ...CORRECTED, ...ASK_NAME, ...BOOKED, ...ASK_SPELLING, ...CANCELLED];

export function cancel(persona: Persona, random: Random): Exchange {
  const slots = { item: persona.role.booking.replace(/^an? /, ""), day: pickVisit(persona, random, false).day };
  const said = sayAsCaller("cancel", CANCEL, slots, random, persona.split);
  return {
    turns: [{ who: "caller", say: said.segments, enter: "after", intent: "cancel" }, answer("cancel", CANCELLED, slots, random)],
    phrasings: [said.phrasing],
  };
}
