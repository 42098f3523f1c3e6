import type { DroppedSentence, PromptSentence, TokenCounter } from "../report";
import { fillBudget } from "./fill-budget";
import { CATEGORIES, type Category, type SentenceGroup } from "./sentence-group";

const OPEN = "<system> ";
const CLOSE = " <system>";
const FACT_MARK = "Information: ";

export interface AssembledPrompt {
  /** tags included */
  prompt: string;
  sentences: PromptSentence[];
  dropped: DroppedSentence[];
  tokens: number;
  /** categories that lost a sentence to the budget, with where it came from */
  lost: { category: Category; source: PromptSentence["source"] }[];
}

export interface AssembleOptions {
  countTokens: TokenCounter;
  tokenLimit: number;
  /** true: facts are announced by "Information:", as the assistant and service families were trained */
  markFacts: boolean;
}

/** Fits groups of sentences, given in the order of the prompt, into the token limit. The limit holds whatever the counter says. */
export function assemblePrompt(groups: readonly SentenceGroup[], { countTokens, tokenLimit, markFacts }: AssembleOptions): AssembledPrompt {
  const count = (text: string) => Math.max(0, Math.ceil(countTokens(text)) || 0);
  const costs = groups.map((group) => group.sentences.map(count));
  const marked = markFacts && groups.some(isFact);
  const capacity = tokenLimit - count(wrap([])) - (marked ? count(FACT_MARK.trim()) : 0);
  const kept = fillBudget(groups, costs, capacity, tokenLimit);
  const measure = () => {
    const prompt = wrap(promptTexts(groups, kept, markFacts).map((entry) => entry.text));
    return { prompt, tokens: count(prompt) };
  };
  let whole = measure();
  // counts of parts need not add up to the count of the whole: what fits after all is taken, the most important first
  for (const index of byImportance(groups)) {
    for (let taken = kept[index] ?? 0; taken < (groups[index]?.sentences.length ?? 0); taken++) {
      kept[index] = taken + 1;
      const longer = measure();
      if (longer.tokens > tokenLimit) {
        kept[index] = taken;
        break;
      }
      whole = longer;
    }
  }
  // or the least important sentence is given up until it fits
  for (let victim = leastImportant(groups, kept); whole.tokens > tokenLimit && victim >= 0; victim = leastImportant(groups, kept)) {
    kept[victim] = (kept[victim] ?? 1) - 1;
    whole = measure();
  }
  const dropped: DroppedSentence[] = [];
  const lost: AssembledPrompt["lost"] = [];
  for (const [index, group] of groups.entries()) {
    for (const [position, text] of group.sentences.entries()) {
      if (position < (kept[index] ?? 0)) continue;
      const cost = costs[index]?.[position] ?? 0;
      dropped.push({ text, source: group.source, tokens: cost, reason: "over_budget", words: overBudgetWords(cost, tokenLimit) });
      lost.push({ category: group.category, source: group.source });
    }
  }
  const sentences = promptTexts(groups, kept, markFacts).map(({ text, group }) => ({ text, source: group.source, tokens: count(text) }));
  return { ...whole, sentences, dropped, lost };
}

function promptTexts(
  groups: readonly SentenceGroup[],
  kept: readonly number[],
  markFacts: boolean,
): { text: string; group: SentenceGroup }[] {
  const texts = groups.flatMap((group, index) => group.sentences.slice(0, kept[index]).map((text) => ({ text, group })));
  const firstFact = markFacts ? texts.find(({ group }) => isFact(group)) : undefined;
  if (firstFact) firstFact.text = FACT_MARK + firstFact.text;
  return texts;
}

function isFact(group: SentenceGroup): boolean {
  return group.category === "must" || group.category === "should";
}

/** Places of the groups, in order of the budget. */
function byImportance(groups: readonly SentenceGroup[]): number[] {
  return CATEGORIES.flatMap((category) => groups.flatMap((group, index) => (group.category === category ? [index] : [])));
}

function leastImportant(groups: readonly SentenceGroup[], kept: readonly number[]): number {
  let found = -1;
  for (const [index, group] of groups.entries()) {
    if ((kept[index] ?? 0) === 0) continue;
    const best = groups[found];
    if (!best || sacrifice(group.category) >= sacrifice(best.category)) found = index;
  }
  return found;
}

/** Facts that merely should be known go first, then branches, rules, facts that must be known, goals and identity. */
function sacrifice(category: Category): number {
  return category === "should" ? CATEGORIES.length : CATEGORIES.indexOf(category);
}

function wrap(sentences: readonly string[]): string {
  return sentences.length === 0 ? "<system> <system>" : OPEN + sentences.join(" ") + CLOSE;
}

function overBudgetWords(cost: number, limit: number): string {
  return `Left out: it needs ${cost} tokens, and the prompt of ${limit} is full with what comes before it. Shorten it, or shorten something more important.`;
}
