/** The checks of a question in a few words. Lists are written "one|another"; each is a way of saying the same. */
import type { CheckInput } from "./service-role";

/** Beside the common ways of refusing: ways of saying that one does not know. */
const NOT_KNOWN = [
  "\\b(not (quite )?sure|do not know|dont know|no idea|not certain|no information|not been told)\\b",
  "\\b(would|will|d|ll) (have|need|like) to (check|ask|look|find out)\\b",
  "\\b(let me|i can|i could|i will|ill) (check|ask|find out|look (that|it|into))\\b",
  "\\b(best|better) to (ask|check|call|write)\\b",
];

/** One of them. */
export function says(phrases: string): CheckInput {
  return { type: "mustSay", phrases: split(phrases) };
}

/** All of them. */
export function saysAll(phrases: string): CheckInput {
  return { type: "mustSay", phrases: split(phrases), all: true };
}

export function avoids(phrases: string): CheckInput {
  return { type: "mustNotSay", phrases: split(phrases) };
}

export function gives(slot: string, values: string, wrong = ""): CheckInput {
  return { type: "slot", slot, values: split(values), ...(wrong === "" ? {} : { wrong: split(wrong) }) };
}

/** Says no; `phrases` are ways of it that only make sense here. */
export function declines(phrases = ""): CheckInput {
  return { type: "refusal", ...(phrases === "" ? {} : { phrases: split(phrases) }) };
}

/** Says that it does not know, or will find out, and does not make something up. */
export function admits(phrases = ""): CheckInput {
  return { type: "refusal", phrases: [...NOT_KNOWN.map((regex) => ({ regex })), ...(phrases === "" ? [] : split(phrases))] };
}

function split(phrases: string): string[] {
  return phrases.split("|");
}
