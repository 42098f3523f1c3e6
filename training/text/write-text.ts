import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { countText } from "./check/count-text";
import { writeDialogue } from "./dialogue/write-dialogue";
import { gateFiles } from "./gate/gate-files";
import { writeGateCases, writeGateSentences } from "./gate-cases";
import { createRandom } from "./random";
import { saveLines } from "./save-lines";
import { readVerbSentences } from "./sentences/read-verb-sentences";
import { readWordnet } from "./sentences/read-wordnet";
import { wordnetSentences } from "./sentences/wordnet-sentences";
import { writeSentences } from "./sentences/write-sentences";

/** One dialogue in so many is written from held-out names, businesses and phrasings. */
const HELD_DIALOGUE_EVERY = 25;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    dialogues: { type: "string", default: "50000" },
    sentences: { type: "string", default: "180000" },
    "tokenizer-lines": { type: "string", default: "300000" },
    wordnet: { type: "string", default: "/usr/share/wordnet" },
    out: { type: "string" },
  },
});
const out = values.out;
if (!out) throw new Error("Expected the folder to write to, received none: add --out FOLDER");
const [seed, dialogueCount, sentenceCount, tokenizerLines] = [
  values.seed,
  values.dialogues,
  values.sentences,
  values["tokenizer-lines"],
].map(Number) as [number, number, number, number];

const wordnet =
  sentenceCount === 0 ? [] : [...new Set([...wordnetSentences(readWordnet(values.wordnet)), ...readVerbSentences(values.wordnet)])];
const sentences = writeSentences(seed, sentenceCount, wordnet);
const written = Array.from({ length: dialogueCount }, (_, index) =>
  writeDialogue(seed, index, index % HELD_DIALOGUE_EVERY === 0 ? "held" : "train"),
);
const dialogues = written.map(({ dialogue }) => dialogue);

const gate = writeGateCases(seed);
const counts = countText(written, sentences, gate);
if (counts.check.faults.length > 0) {
  throw new Error(`Expected no held-out text in training, received: ${counts.check.faults.slice(0, 5).join("; ")}`);
}

mkdirSync(out, { recursive: true });
save(
  "sentences.jsonl",
  sentences.map(({ text, split }) => JSON.stringify({ text, split })),
);
save(
  "dialogues.jsonl",
  dialogues.map((dialogue) => JSON.stringify(dialogue)),
);
save("tokenizer.txt", tokenizerText());
for (const [name, lines] of gateFiles(seed)) save(name, lines);
save("gate-sentences.txt", writeGateSentences(sentences));
save("counts.json", [JSON.stringify(counts, null, 2)]);

/** Sentences, prompts and turns of the training split in an order of chance. */
function tokenizerText(): string[] {
  const lines = [
    ...sentences.filter(({ split }) => split === "train").map(({ text }) => text),
    ...dialogues
      .filter(({ split }) => split === "train")
      .flatMap(({ prompt, turns }) => [prompt, ...turns.map(({ say }) => say.join(" "))]),
  ];
  const random = createRandom(seed ^ 0x70c3);
  return Array.from({ length: Math.min(tokenizerLines, lines.length) }, (_, at) => {
    const other = random.int(at, lines.length - 1);
    [lines[at], lines[other]] = [lines[other] as string, lines[at] as string];
    return lines[at] as string;
  });
}

function save(name: string, lines: readonly string[]): void {
  saveLines(path.join(out as string, name), lines);
}
