import type { Fact } from "../facts/fact";
import { lowerFirst } from "../finish-sentence";
import { COURTESY_INTENTS } from "../intents/courtesy-intents";
import { type Place, questionPhrases, sayAsCaller } from "../intents/say-as-caller";
import type { Random } from "../random";
import { answer } from "./answer";
import type { Persona } from "./make-persona";
import type { Turn } from "./turn";

/** What a dialogue's parts give: turns, and the phrasings that the caller used. */
export type Exchange = { turns: Turn[]; phrasings: string[] };

/** "our best offer" is "your best offer" for the caller. */
export function callerSlots(slots: Record<string, string>): Record<string, string> {
  return { ...slots, youritem: slots.item?.replace(/^our\b/, "your") ?? "" };
}

const RUDE_SHARE = 0.05;
const YES_NO_SHARE = 0.3;

/** The caller asks for a fact that the prompt states. */
export function askFact(persona: Persona, fact: Fact, random: Random, place: Place = "later"): Exchange {
  const { kind } = fact;
  if (kind.yesNo && fact.other !== undefined && random.chance(YES_NO_SHARE)) return askYesNo(persona, fact, random, place);
  const rude = persona.organisation !== "" && random.chance(RUDE_SHARE);
  const questions = questionPhrases(kind.direct, kind.indirect);
  const phrases = kind.requests && random.chance(0.35) ? kind.requests : questions;
  const said = sayAsCaller(kind.intent, phrases, callerSlots(fact.slots), random, persona.split, rude ? "bare" : place);
  const reply = answer(kind.intent, kind.answers, fact.slots, random);
  if (rude) return makeRude({ said, reply, fact }, persona, random);
  return { turns: [{ who: "caller", say: said.segments, enter: "after", intent: kind.intent }, reply], phrasings: [said.phrasing] };
}

const CALM = ["I am sorry about that.", "I understand.", "I am sorry you are upset.", "I hear you."];

/** An angry word before the question; the agent stays calm and answers it. */
function makeRude(
  asked: { said: { segments: string[]; phrasing: string }; reply: Turn; fact: Fact },
  persona: Persona,
  random: Random,
): Exchange {
  const rude = COURTESY_INTENTS.find(({ intent }) => intent === "rude");
  const angry = sayAsCaller("rude", rude?.caller ?? [], {}, random, persona.split, "bare", 0);
  const segments = [...angry.segments, ...asked.said.segments];
  const say = random.chance(0.5) ? segments : [segments.join(" ")];
  return {
    turns: [
      { who: "caller", say, enter: "after", intent: "rude question" },
      { ...asked.reply, intent: "rude question", say: [`${random.pick(CALM)} ${asked.reply.say.join(" ")}`] },
    ],
    phrasings: [angry.phrasing, asked.said.phrasing],
  };
}

const CHECKING =
  "[just to be sure,|to be sure,|one question,|quick question,|one more thing,|let me check,|just to check,|to be clear,|can you confirm,|sorry,|and|so|but|wait,|now,|please,|I wonder,|I just want to check,]";

/** Answers that do not go on after "yes," or "no,". */
const AWKWARD = /^(Yes|No|By .* only|At most|In|For|Please|You should|You can come|Definitely|That would|About|From)\b/;
/** Of a reversed question: what goes with "yes", and only with that. */
const LIMITING = /only|every day/;

function askYesNo(persona: Persona, fact: Fact, random: Random, place: Place): Exchange {
  const named = random.chance(0.5);
  const yes = fact.kind.reversed ? !named : named;
  const intent = `${fact.kind.intent} ${yes ? "yes" : "no"}`;
  const phrases = (fact.kind.yesNo ?? []).flatMap((question) => [`${question}?`, `${CHECKING} / ${question}?`]);
  const claim = named ? fact.slots.value : (fact.other as string);
  const said = sayAsCaller(`${fact.kind.intent} check`, phrases, { ...callerSlots(fact.slots), claim }, random, persona.split, place);
  const plain = fact.kind.answers
    .filter((phrase) => !AWKWARD.test(phrase))
    .filter((phrase) => !fact.kind.reversed || LIMITING.test(phrase) === yes);
  const reply = answer(intent, plain, fact.slots, random);
  const proper = Object.values(fact.slots).filter((value) => /^[A-Z]/.test(value));
  const text = `${yes ? "Yes" : "No"}, ${lowerFirst(reply.say[0] as string, proper)}`;
  return {
    turns: [
      { who: "caller", say: said.segments, enter: "after", intent },
      { ...reply, say: [text] },
    ],
    phrasings: [said.phrasing],
  };
}

export const UNKNOWN_AT_WORK = [
  "I am afraid I do not have that information.",
  "I am sorry, I do not know that.",
  "I do not have that information, I am sorry.",
  "That I do not know, I am afraid.",
  "I am sorry, I was not told that.",
];
export const UNKNOWN = [
  "I am not sure, to be honest.",
  "I do not know, I am afraid.",
  "I would rather not say, sorry.",
  "I am sorry, I cannot say.",
];

/** The caller asks for a kind of fact that the prompt says nothing about. */
export function askMissing(persona: Persona, random: Random, place: Place = "later"): Exchange {
  const kind = random.pick(persona.missing.filter(({ intent }) => intent !== "unfulfillable" && intent !== "service"));
  const made = kind.make({ role: persona.role, random, split: persona.split });
  const phrases = questionPhrases(kind.direct, kind.indirect);
  const said = sayAsCaller(kind.intent, phrases, callerSlots(made.slots), random, persona.split, place);
  const intent = "fact not in prompt";
  return {
    turns: [
      { who: "caller", say: said.segments, enter: "after", intent },
      answer(intent, persona.organisation ? UNKNOWN_AT_WORK : UNKNOWN, {}, random),
    ],
    phrasings: [said.phrasing],
  };
}
