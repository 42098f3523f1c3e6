import type { FAMILIES } from "@duologue/persona";

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
