import type { EXECUTION_MODES, FAMILIES } from "@duologue/persona";

export const MODE_WORDS: Record<(typeof EXECUTION_MODES)[number], { label: string; explanation: string }> = {
  single: { label: "Single prompt", explanation: "One prompt tells the whole flow; nothing steps in during the call." },
  directed: { label: "Directed", explanation: "One prompt, and a director that speaks Say lines word for word and hangs up at an End." },
  staged: { label: "Staged", explanation: "A prompt per stage: the director moves the call from one to the next at quiet moments." },
};

export const FAMILY_WORDS: Record<
  (typeof FAMILIES)[number],
  { label: string; explanation: string; kindLabel: string; kindPlaceholder: string }
> = {
  assistant: {
    label: "Assistant",
    explanation: "A wise and friendly helper who answers questions.",
    kindLabel: "What it is",
    kindPlaceholder: "teacher",
  },
  service: {
    label: "Service",
    explanation: "Works for an organisation and has a job to do in the call.",
    kindLabel: "What the organisation is",
    kindPlaceholder: "bank",
  },
  casual: {
    label: "Casual",
    explanation: "Enjoys a good conversation, with no job to do.",
    kindLabel: "What it likes to talk about",
    kindPlaceholder: "gardening",
  },
};
