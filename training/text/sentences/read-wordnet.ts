import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export type WordnetEntry = { part: "noun" | "verb" | "adj"; lemma: string; gloss: string; examples: string[] };

/** Reads WordNet 3.0's data files from a folder, as Debian's package wordnet-base lays them out. */
export function readWordnet(folder: string): WordnetEntry[] {
  return (["noun", "verb", "adj"] as const).flatMap((part) => {
    const file = path.join(folder, `data.${part}`);
    if (!existsSync(file)) {
      throw new Error(
        `Expected WordNet's data files in ${folder}, found no data.${part}. Install them: apt-get install wordnet-base, or name their folder with --wordnet`,
      );
    }
    return readFileSync(file, "latin1")
      .split("\n")
      .filter((line) => /^\d{8} /.test(line))
      .map((line) => readEntry(part, line));
  });
}

function readEntry(part: WordnetEntry["part"], line: string): WordnetEntry {
  const lemma = (line.split(" ")[4] ?? "").replace(/\(.*\)$/, "").replaceAll("_", " ");
  const text = line.slice(line.indexOf(" | ") + 3).trim();
  const examples = [...text.matchAll(/"([^"]+)"/g)].map((match) => (match[1] as string).trim());
  const gloss = (text.split(/[;"]/)[0] ?? "")
    .replace(/\([^)]*\)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return { part, lemma, gloss, examples };
}
