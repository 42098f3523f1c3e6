import { expandPhrase } from "../expand-phrase.ts";
import { fillSlots } from "../fill-slots.ts";
import { finishSentence } from "../finish-sentence.ts";
import type { Random } from "../random.ts";
import { type Split, splitOf } from "../split-of.ts";

/** What a caller says, in segments with a hesitation between them, and the phrasing behind it: the words without its openers and slots. */
export type Said = { segments: string[]; phrasing: string };

const DIRECT = [
  "{X}?",
  "{X}?",
  "{X}, please?",
  "and {X}?",
  "[one question|quick question|one more thing], / {X}?",
  "sorry, / {X}?",
  "{X} [exactly|actually]?",
];
const INDIRECT = [
  "[can|could] you [please|] tell me / {X}?",
  "[can|could] you [please|] tell me {X}?",
  "do you know / {X}?",
  "[I would like|I'd like|I want|I need] to know / {X}.",
  "I [just|] wanted to ask / {X}.",
  "I am calling to [ask|find out] / {X}.",
  "I was wondering / {X}.",
  "[please|] tell me / {X}, please.",
  "[may|can] I ask / {X}?",
];
const OPENERS = [
  "",
  "",
  "",
  "",
  "",
  "",
  "um, /",
  "uh, /",
  "okay,",
  "well, /",
  "so, /",
  "yes, hello,",
  "hi,",
  "hello,",
  "all right,",
  "great,",
];

/** One phrasing in seven is held out. */
export const splitOfPhrasing = (intent: string, phrasing: string): Split => splitOf("phrasing", `${intent}:${phrasing}`, 15);

/** Questions in their own right and after a frame such as "could you tell me". */
export function questionPhrases(direct: readonly string[], indirect: readonly string[]): string[] {
  const framed = (frames: readonly string[], clauses: readonly string[]) =>
    clauses.length === 0 ? [] : [`[${frames.join("|")}]`].map((frame) => frame.replaceAll("{X}", `[${clauses.join("|")}]`));
  return [...framed(DIRECT, direct), ...framed(INDIRECT, indirect)];
}

/** Says one of the phrases that belong to the split; `pauses` is how often a `/` becomes a pause. */
export function sayAsCaller(
  intent: string,
  phrases: readonly string[],
  slots: Record<string, string>,
  random: Random,
  split: Split,
  pauses = 0.3,
): Said {
  for (let tries = 0; tries < 400; tries++) {
    const phrase = expandPhrase(random.pick(phrases), random);
    const phrasing = phrase.replaceAll("/", "").replace(/\s+/g, " ").toLowerCase();
    if (splitOfPhrasing(intent, phrasing) !== split) continue;
    const opened = random.chance(0.75) ? phrase : `${random.pick(OPENERS)} ${phrase}`;
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
