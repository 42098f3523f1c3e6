import type { Dialogue } from "../dialogue/turn";
import { countWords } from "../dialogue/write-prompt";
import type { GateCase } from "../gate-cases";
import type { Sentence } from "../sentences/write-sentences";
import { findLeaks } from "./find-leaks";

export type Written = { dialogue: Dialogue; phrasings: string[] };

/** What was written, in figures, and whether anything held out is in training. */
export function countText(written: readonly Written[], sentences: readonly Sentence[], gate: readonly GateCase[]) {
  const turns = written.flatMap(({ dialogue }) => dialogue.turns);
  const words = (who: "caller" | "agent") => {
    const spoken = turns.filter((turn) => turn.who === who && turn.enter !== "backchannel").map(({ say }) => countWords(say.join(" ")));
    return round(spoken.reduce((sum, count) => sum + count, 0) / Math.max(1, spoken.length));
  };
  return {
    dialogues: {
      total: written.length,
      split: tally(written.map(({ dialogue }) => dialogue.split)),
      style: tally(written.map(({ dialogue }) => dialogue.style)),
    },
    sentences: {
      total: sentences.length,
      split: tally(sentences.map(({ split }) => split)),
      source: tally(sentences.map(({ source }) => source)),
    },
    turns: {
      total: turns.length,
      perDialogue: round(turns.length / written.length),
      wordsPerCallerTurn: words("caller"),
      wordsPerAgentTurn: words("agent"),
      withPause: turns.filter(({ say }) => say.length > 1).length,
      enter: tally(turns.map(({ enter }) => enter)),
    },
    promptWords: round(written.reduce((sum, { dialogue }) => sum + countWords(dialogue.prompt), 0) / written.length),
    variety: {
      sentences: variety(sentences.map(({ text }) => text)),
      agent: variety(turns.filter(({ who }) => who === "agent").map(({ say }) => say.join(" "))),
      caller: variety(turns.filter(({ who }) => who === "caller").map(({ say }) => say.join(" "))),
      callerPhrasings: new Set(written.flatMap(({ phrasings }) => phrasings)).size,
      prompts: new Set(written.map(({ dialogue }) => dialogue.prompt)).size,
      names: new Set(written.map(({ dialogue }) => dialogue.facts.name)).size,
      organisations: new Set(written.map(({ dialogue }) => dialogue.facts.organisation)).size,
    },
    callerIntents: tally(turns.filter(({ who }) => who === "caller").map(({ intent }) => intent)),
    roles: tally(written.map(({ dialogue }) => dialogue.role)),
    gate: { total: gate.length, intents: tally(gate.map(({ intent }) => intent)) },
    check: findLeaks(written, sentences),
  };
}

function variety(texts: readonly string[]) {
  const tokens = texts.flatMap((text) => text.toLowerCase().match(/[a-z']+/g) ?? []);
  return { texts: texts.length, differentTexts: new Set(texts).size, tokens: tokens.length, types: new Set(tokens).size };
}

function tally(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1)));
}

const round = (value: number) => Math.round(value * 100) / 100;
