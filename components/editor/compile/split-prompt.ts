import type { PromptSentence } from "@duologue/persona";

export interface PromptPart {
  text: string;
  /** index into `sentences`; null: words between sentences, such as the tags */
  sentence: number | null;
  /** where it begins in the prompt, in characters */
  at: number;
}

/** Cuts a prompt into its sentences and what stands between them. The parts joined are the prompt, to the letter. */
export function splitPrompt(prompt: string, sentences: readonly Pick<PromptSentence, "text">[]): PromptPart[] {
  const parts: PromptPart[] = [];
  let cursor = 0;
  sentences.forEach((sentence, index) => {
    const at = sentence.text === "" ? -1 : prompt.indexOf(sentence.text, cursor);
    if (at < 0) return;
    if (at > cursor) parts.push({ text: prompt.slice(cursor, at), sentence: null, at: cursor });
    parts.push({ text: sentence.text, sentence: index, at });
    cursor = at + sentence.text.length;
  });
  if (cursor < prompt.length) parts.push({ text: prompt.slice(cursor), sentence: null, at: cursor });
  return parts;
}
