import type { Random } from "../random";
import type { Role } from "../roles/role";
import type { Split } from "../split-of";

/** What a fact kind needs to make a fact up. */
export type FactSource = { role: Role; random: Random; split: Split };

export type MadeFact = {
  /** Values of the slots in the kind's phrases. `value` is what the answer must give. */
  slots: Record<string, string> & { value: string };
  /** Lower-case words of which any one shows that the answer was right. */
  mustSay: string[];
  /** Another value of the same sort, for a caller who has it wrong. */
  other?: string;
};

/** One kind of fact: how a prompt states it, how callers ask and how the agent answers. Notation: see expand-phrase. */
export type FactKind = {
  intent: string;
  make(source: FactSource): MadeFact;
  /** As a clause that can stand as a sentence in a prompt. */
  statements: string[];
  /** Questions in their own right, without the mark. */
  direct: string[];
  /** The same as a clause after "could you tell me". */
  indirect: string[];
  answers: string[];
  /** Yes-or-no questions about `{claim}`, which is the value or another one. */
  yesNo?: string[];
  /** The yes-or-no question asks for the opposite: "are you open on Fridays" of a day on which one is closed. */
  reversed?: boolean;
  /** What else a caller may say to get there, as whole sentences. */
  requests?: string[];
};

export type Fact = MadeFact & { kind: FactKind; statement: string };
