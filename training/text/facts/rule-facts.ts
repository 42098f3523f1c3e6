import type { FactKind } from "./fact";

const OFFER = "[Can I help you with something else?|I can help you with something else.|Is there anything else?|]";

/** What the place does and what it never does. */
export const RULE_FACTS: FactKind[] = [
  {
    intent: "unfulfillable",
    requests: [
      "I need you to {value} [for me|, please|].",
      "[please|] {value} for me [today|].",
      "I want you to {value} [today|, please|].",
      "[tomorrow|today] you [must|have to] {value}.",
      "I was told / that you {value}.",
      "my neighbor said / that you {value}.",
    ],
    make: ({ role, random }) => {
      const value = random.pick(role.nevers);
      return { slots: { value }, mustSay: ["do not", "don't", "never", "sorry", "afraid"] };
    },
    statements: ["we do not {value}", "we never {value}"],
    direct: ["can you {value}", "could you {value}", "do you {value}", "would you {value} for me", "is it possible that you {value}"],
    indirect: ["if you {value}", "if you could {value}", "whether you {value}"],
    answers: [
      `I am sorry, we do not {value}. ${OFFER}`,
      `I am afraid we do not {value}. ${OFFER}`,
      "No, we do not {value}, I am sorry.",
      `Sorry, we never {value}. ${OFFER}`,
    ],
  },
  {
    intent: "service",
    make: ({ role, random }) => {
      const value = random.pick(role.does);
      return { slots: { value }, mustSay: ["yes", "we do", "of course", "certainly"] };
    },
    statements: ["we also {value}", "we {value}, too"],
    direct: ["do you [also|] {value}", "can you [also|] {value}", "could you {value}", "is it true that you {value}"],
    indirect: ["if you [also|] {value}", "whether you {value}"],
    answers: ["Yes, we {value}.", "Yes, we do. We also {value}.", "Certainly, we {value}.", "Of course, we also {value}."],
  },
];
