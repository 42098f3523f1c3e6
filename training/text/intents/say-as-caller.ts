import { expandPhrase } from "../expand-phrase";
import { fillSlots } from "../fill-slots";
import { finishSentence } from "../finish-sentence";
import type { Random } from "../random";
import { type Split, splitOf } from "../split-of";

/** What a caller says, in segments with a hesitation between them, and the phrasing behind it: the words without its openers and slots. */
export type Said = { segments: string[]; phrasing: string };

const DIRECT = [
  "{X}?",
  "{X}?",
  "{X}, please?",
  "and {X}?",
  "[one question|quick question|one more thing], / {X}?",
  "sorry, / {X}?",
  "let me ask, / {X}?",
  "hey, / {X}?",
  "maybe you know, / {X}?",
];
const INDIRECT = [
  "[can|could] you [please|] tell me / {X}?",
  "[can|could] you [please|] tell me {X}?",
  "[I would like|I'd like|I want|I need] to know / {X}.",
  "I [just|] wanted to ask / {X}.",
  "I am calling to [ask|find out] / {X}.",
  "[tell me / {X}, please|please tell me / {X}].",
  "[may|can] I ask / {X}?",
];
/** What a caller may say before the point. Not part of the phrasing; only questions have them. */
const OPENERS = {
  first: ["hi,", "hello,", "yes, hello,", "yes, hi,", "good morning,", "good evening,", "um, /", "yes, / um,", "hello, / um,"],
  later: ["um, /", "uh, /", "okay,", "well, /", "so, /", "all right,", "okay, / and", "oh,", "good,", "right,"],
};
export type Place = keyof typeof OPENERS | "bare";

/** One phrasing in seven is held out. */
export const splitOfPhrasing = (intent: string, phrasing: string): Split => splitOf("phrasing", `${intent}:${phrasing}`, 15);

/** "Do you know your name?" would be odd: these frames go with clauses that are questions, such as "when you open". */
const WITH_QUESTION = ["do you know / {X}?", "[do you happen to know|any idea] {X}?", "I was wondering / {X}.", "I am not sure / {X}."];
const NOUN =
  /^(your|the|about|something|who you|what your name|what you are called|how you are|how your|how things|where you work|if you are|whether you are)\b/;

/** Questions in their own right and after a frame such as "could you tell me". */
export function questionPhrases(direct: readonly string[], indirect: readonly string[]): string[] {
  const framed = (frames: readonly string[], clauses: readonly string[]) =>
    clauses.length === 0 ? [] : [`[${frames.join("|")}]`.replaceAll("{X}", `[${clauses.join("|")}]`)];
  const questions = indirect.filter((clause) => !NOUN.test(clause));
  return [
    ...framed(DIRECT, direct),
    ...framed(INDIRECT, indirect),
    ...framed([...INDIRECT, ...WITH_QUESTION, ...WITH_QUESTION], questions),
  ];
}

/** Says one of the phrases that belong to the split; `place` chooses openers, `pauses` is how often a `/` becomes a pause. */
export function sayAsCaller(
  intent: string,
  phrases: readonly string[],
  slots: Record<string, string>,
  random: Random,
  split: Split,
  place: Place = "bare",
  pauses = 0.3,
): Said {
  for (let tries = 0; tries < 400; tries++) {
    const phrase = expandPhrase(random.pick(phrases), random);
    const phrasing = phrase.replaceAll("/", "").replace(/\s+/g, " ").toLowerCase();
    if (splitOfPhrasing(intent, phrasing) !== split) continue;
    const opened =
      place === "bare" || random.chance(0.7) || /^(and|so|sorry|hey|wait|okay|hello|hi)\b/.test(phrase)
        ? phrase
        : `${random.pick(OPENERS[place])} ${phrase}`;
    return { segments: segmentsOf(fillSlots(opened, slots), random, pauses), phrasing: `${intent}:${phrasing}` };
  }
  throw new Error(`Intent "${intent}": expected a phrasing of split ${split}, received none in 400 tries; give it more phrasings`);
}

function segmentsOf(text: string, random: Random, pauses: number): string[] {
  const pieces = text.split("/").map((piece) => piece.trim());
  const segments: string[] = [];
  for (const piece of pieces.filter((piece) => piece !== "")) {
    if (segments.length > 0 && !random.chance(pauses)) segments[segments.length - 1] += ` ${piece}`;
    else segments.push(piece);
  }
  return finishSegments(segments);
}

/** Finishes the whole turn as one text, then cuts it where the pauses are. */
function finishSegments(segments: readonly string[]): string[] {
  const whole = finishSentence(segments.join(" ZZZZ "))
    .split(/ ?ZZZZ ?/)
    .map((segment) => segment.trim());
  return whole.filter((segment) => segment !== "");
}
