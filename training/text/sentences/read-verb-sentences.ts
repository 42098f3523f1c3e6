import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { finishSentence } from "../finish-sentence";
import { isCleanText } from "../slots/clean-words";

/** WordNet's sentence frames with their verbs put in: "The cars turn down the avenue." */
export function readVerbSentences(folder: string): string[] {
  const frames = new Map(lines(folder, "sents.vrb").map((line) => [line.split(" ")[0], line.slice(line.indexOf(" ") + 1).trim()]));
  const found = new Set<string>();
  for (const line of lines(folder, "sentidx.vrb")) {
    const [key, numbers] = line.split(" ");
    const verb = key?.split("%")[0] ?? "";
    if (!/^[a-z]{3,12}$/.test(verb)) continue;
    for (const number of numbers?.split(",") ?? []) {
      const frame = frames.get(number);
      if (!frame) continue;
      const text = frame.replace(/\s*%s(s|ing|ed)?\b/, (_, ending: string | undefined) => ` ${inflect(verb, ending)}`).trim();
      if (/^[A-Za-z' ,.?]+$/.test(text) && isCleanText(text) && text.split(" ").length >= 3) found.add(finishSentence(text));
    }
  }
  return [...found];
}

function inflect(verb: string, ending: string | undefined): string {
  if (ending === "s") return /(s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
  if (ending === "ing") return `${/[^e]e$/.test(verb) ? verb.slice(0, -1) : verb}ing`;
  return ending === "ed" ? `${verb.replace(/e$/, "")}ed` : verb;
}

function lines(folder: string, name: string): string[] {
  const file = path.join(folder, name);
  if (!existsSync(file)) {
    throw new Error(`Expected WordNet's verb sentences in ${folder}, found no ${name}. Install them: apt-get install wordnet-base`);
  }
  return readFileSync(file, "latin1")
    .split("\n")
    .filter((line) => line.trim() !== "");
}
