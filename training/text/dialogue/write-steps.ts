import { expandPhrase } from "../expand-phrase";
import { fillSlots } from "../fill-slots";
import { finishSentence } from "../finish-sentence";
import type { Random } from "../random";
import { FIRST_NAMES_BY_SPLIT } from "../slots/first-names";
import { pickName } from "../slots/made-names";
import { ORGANISATION_WORDS_BY_SPLIT } from "../slots/organisation-words";
import { type Persona, shuffled } from "./make-persona";
import { countWords } from "./write-prompt";

/** How much stands around what a prompt says: from so many to so many of each, and most words that they may have together. */
type StepsLength = { steps: [number, number]; background: [number, number]; manners: [number, number]; words: number };
export const FLOW: StepsLength = { steps: [1, 4], background: [0, 0], manners: [0, 3], words: 60 };
/** As the longest prompts that are written from a flow: about 150 words in all. */
export const LONG_FLOW: StepsLength = { steps: [4, 7], background: [1, 6], manners: [2, 6], words: 130 };

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
/** What nobody asks for. */
const WORK_BACKGROUND = [
  "[The customer's|The last|The caller's] [payment|order|booking] [at a hardware store|from a fuel station|over the phone] was declined.",
  "It was [flagged|stopped|held back] because it came from [another state|another country|an unusual place], and [the customer normally pays at home|nobody confirmed it].",
  "[Everything|All] that the [caller|customer|patient] says is confidential and goes only into their own record.",
  "New [customers|patients|guests] should come [ten|fifteen|twenty] minutes early and bring [their card|a letter|something to read].",
  "[Two of the|Some of the] [lines|computers|printers] are out of order this [week|month], so everything takes [a little|twice as] long.",
  "[Complaints|Letters|Invoices] go to [the office on the second floor|the evening team|the manager], who [answers within three days|reads all of them].",
  "The [system|calendar] is slow [in the morning|after lunch], and it [forgets what is not saved|must be closed at night].",
  "[A new team|A trainee|A new colleague] has started, and is still [learning the names|finding the keys].",
];
/** The same with names, places and figures that are not the persona's own: of training alone. */
const WORK_NAMED = [
  "[The customer's|The last|A] [payment|transaction] [of|for] {amount} at {firm} was declined.",
  "It was [flagged|stopped] for an unusual location: it was tried in {place}, {region}, but the customer normally pays in {town}, {land}.",
  "{someone} [has the key|is on leave|is in charge of the calendar] [this week|until Monday|on Fridays].",
  "[Complaints|Letters|Invoices] go to {someone} [in the office in {place}|at {firm}].",
  "[Order|Case|Booking] {number} [is still open|was sent to {place}|belongs to a customer from {town}].",
  "[The parts|The forms|All deliveries] come from {firm} in {place}[, which closes early on Fridays|].",
];
const TALK_NAMED = [
  "Your [brother|friend|neighbor|sister] {someone} [is asleep|has gone ahead|knows the way|wrote to you from {place}].",
  "You [grew up|once lived|worked for a year] in {place}, [near|not far from] {town}.",
  "{someone} and {other} are [on board|on their way|asleep in the next room|waiting for news].",
  "The nearest help is [two|ninety|four hundred] [days|hours|miles] away, in {place}.",
];
const TALK_BACKGROUND = [
  "You are on a [long journey|night train|small island|research ship], and the [weather|sea|sky] is [rough|getting worse|very quiet].",
  "The [engine|heating|radio] has failed, and the [lamps|supplies|fuel] will last for [two|five|seven] [days|hours].",
  "The nearest [help|town|harbor] is [a day|three days|far] away, and [nobody knows where you are|a boat is on its way].",
  "[People|Children|Beginners] learn [best|most] from what [they have seen|they have made|went wrong].",
  "You have [been awake since dawn|not eaten all day|just come home], and [your hands are cold|you are glad of company].",
  "You once [lost your way in the hills|built a house of stone|sailed alone], and you [never forgot it|still tell of it].",
];
const HELD_STEPS = [
  "make sure that the right person is on the line",
  "take down [the address|the best time to call|what they have tried so far]",
  "say [when it could be|who will take care of it|what they should bring]",
  "go through the order line by line",
  "If they sound unsure, go through it once more",
  "If they ask for a discount, say that there is none",
];
const HELD_BACKGROUND = [
  "The street in front of the house is being dug up, and there is some noise.",
  "Last year's forms are not valid any more, and copies are not enough.",
  "A parcel that is not picked up goes back after ten days.",
  "The alarm was tested this morning, and all of it worked.",
  "Somebody left an umbrella, a red scarf and a bag of books behind.",
  "The winter was hard, and the roof has been mended twice since.",
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

/**
 * A prompt with steps, background and manners around what it says, in the order in which a flow is told: who it is, what to do, what it knows,
 * how to behave.
 */
export function writeSteps(prompt: string, persona: Persona, random: Random, length: StepsLength): string {
  const before = factsAt(prompt, persona);
  const [identity, facts] = [prompt.slice(0, before).trim(), prompt.slice(before).trim()];
  const held = persona.split === "held";
  const known = held ? HELD_STEPS : persona.style === "service" ? WORK_STEPS : TALK_STEPS;
  const steps = shuffled(known, random).slice(0, random.int(...length.steps));
  const told = conditionsLast(steps).map((step, at) => tell(step, at, random));
  const some = (phrases: readonly string[], [least, most]: [number, number]) =>
    shuffled(phrases, random)
      .slice(0, random.int(least, most))
      .map((phrase) => expandPhrase(phrase, random));
  const manners = some(held ? HELD_MANNERS : MANNERS, length.manners);
  const ending = expandPhrase(ENDING, random);
  const work = persona.style === "service";
  const background = some(
    held ? HELD_BACKGROUND : work ? [...WORK_BACKGROUND, ...WORK_NAMED] : [...TALK_BACKGROUND, ...TALK_NAMED],
    length.background,
  ).map((sentence) => (held ? sentence : fillSlots(sentence, othersSlots(random))));
  while (countWords([...told, ending, ...background, ...manners].join(" ")) > length.words) {
    (manners.length > 0 ? manners : background.length > 0 ? background : told).pop();
  }
  return [identity, ...told, ending, facts, ...background, ...manners].filter(Boolean).join(" ");
}

/** Names, places and figures of others than the persona. */
function othersSlots(random: Random): Record<string, string> {
  const place = () => pickName(ORGANISATION_WORDS_BY_SPLIT.train, random, "train", 0.5);
  const person = () => pickName(FIRST_NAMES_BY_SPLIT.train, random, "train", 0.5);
  return {
    amount: `$${random.pick([String(random.int(5, 999)), `${random.int(1, 9)},${random.int(100, 999)}`])}`,
    number: String(random.int(100, 99999)),
    firm: `${place()} ${random.pick(["Depot", "Hardware", "Market", "Books"])}`,
    someone: person(),
    other: person(),
    place: place(),
    town: place(),
    region: place(),
    land: place(),
  };
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
