import type { Fact } from "../facts/fact.ts";
import { lowerFirst } from "../finish-sentence.ts";
import { questionPhrases, sayAsCaller } from "../intents/say-as-caller.ts";
import type { Random } from "../random.ts";
import { answer } from "./answer.ts";
import type { Persona } from "./make-persona.ts";
import type { Turn } from "./turn.ts";

/** What a dialogue's parts give: turns, and the phrasings that the caller used. */
export type Exchange = { turns: Turn[]; phrasings: string[] };

/** "our best offer" is "your best offer" for the caller. */
function callerSlots(fact: Fact): Record<string, string> {
  return { ...fact.slots, youritem: fact.slots.item?.replace(/^our\b/, "your") ?? "" };
}

/** The caller asks for a fact that the prompt states. */
export function askFact(persona: Persona, fact: Fact, random: Random): Exchange {
  const { kind } = fact;
  if (kind.yesNo && fact.other !== undefined && random.chance(0.3)) return askYesNo(persona, fact, random);
  const said = sayAsCaller(kind.intent, questionPhrases(kind.direct, kind.indirect), callerSlots(fact), random, persona.split);
  return {
    turns: [
      { who: "caller", say: said.segments, enter: "after", intent: kind.intent },
      answer(kind.intent, kind.answers, fact.slots, random),
    ],
    phrasings: [said.phrasing],
  };
}

const CHECKING =
  "[just to be sure,|to be sure,|one question,|quick question,|one more thing,|let me check,|just to check,|to be clear,|can you confirm,|sorry,|and|so|but|wait,|now,|please,|I wonder,|I just want to check,]";

function askYesNo(persona: Persona, fact: Fact, random: Random): Exchange {
  const right = random.chance(0.5);
  const intent = `${fact.kind.intent} ${right ? "yes" : "no"}`;
  const phrases = (fact.kind.yesNo ?? []).flatMap((question) => [`${question}?`, `${CHECKING} / ${question}?`]);
  const claim = right ? fact.slots.value : (fact.other as string);
  const said = sayAsCaller(`${fact.kind.intent} check`, phrases, { ...callerSlots(fact), claim }, random, persona.split);
  const reply = answer(
    intent,
    fact.kind.answers.filter((phrase) => !/^(Yes|No|My job)/.test(phrase)),
    fact.slots,
    random,
  );
  const proper = Object.values(fact.slots).filter((value) => /^[A-Z]/.test(value));
  const text = `${right ? "Yes" : "No"}, ${lowerFirst(reply.say[0] as string, proper)}`;
  return {
    turns: [
      { who: "caller", say: said.segments, enter: "after", intent },
      { ...reply, say: [text] },
    ],
    phrasings: [said.phrasing],
  };
}

const UNKNOWN = [
  "I am afraid I do not have that information.",
  "I am sorry, I do not know that.",
  "I do not have that information, I am sorry.",
  "That I do not know, I am afraid.",
  "I am sorry, I was not told that.",
];

/** The caller asks for a kind of fact that the prompt says nothing about. */
export function askMissing(persona: Persona, random: Random): Exchange {
  const kinds = persona.missing.filter(({ intent }) => intent !== "unfulfillable" && intent !== "service");
  const kind = random.pick(kinds);
  const made = kind.make({ role: persona.role, random, split: persona.split });
  const slots = callerSlots({ ...made, kind, statement: "" });
  const said = sayAsCaller(kind.intent, questionPhrases(kind.direct, kind.indirect), slots, random, persona.split);
  return {
    turns: [
      { who: "caller", say: said.segments, enter: "after", intent: "fact not in prompt" },
      answer("fact not in prompt", UNKNOWN, {}, random),
    ],
    phrasings: [said.phrasing],
  };
}
