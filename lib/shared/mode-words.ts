/** The ways a persona is run, in words. */
import type { EXECUTION_MODES } from "@duologue/persona";

export const MODE_WORDS: Record<(typeof EXECUTION_MODES)[number], { label: string; explanation: string }> = {
  single: { label: "Single prompt", explanation: "One prompt tells the whole flow; nothing steps in during the call." },
  directed: { label: "Directed", explanation: "One prompt, and a director that speaks Say lines word for word and hangs up at an End." },
  staged: { label: "Staged", explanation: "A prompt per stage: the director moves the call from one to the next at quiet moments." },
};
