import type { PromptSentence } from "../report";

export type SentenceSource = PromptSentence["source"];
/** In order of the budget: who is served first. */
export const CATEGORIES = ["identity", "stage", "must", "should", "rules", "next"] as const;
export type Category = (typeof CATEGORIES)[number];

/** Sentences that come from one place and belong together: a later one is only kept if the earlier ones are. */
export interface SentenceGroup {
  source: SentenceSource;
  category: Category;
  sentences: string[];
}
