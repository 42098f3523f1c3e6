import { callerSlots } from "../dialogue/fact-exchange";
import type { Persona } from "../dialogue/make-persona";
import { caseOf, type GateCase, intentSlots, mustSayOf, type Prompted } from "../gate-cases";
import { findIntent } from "../intents/all-intents";
import { questionPhrases, sayAsCaller } from "../intents/say-as-caller";
import type { Random } from "../random";

/** A question with a hesitation between its two parts. */
export type PauseCase = GateCase & { say: [string, string] };

const PAUSE_CASES = 60;
const IDENTITY_SHARE = 0.4;

/** Held-out questions whose caller hesitates where nobody would take the question for asked: "Could you tell me", "when you open?" */
export function writePauseCases(seed: number): PauseCase[] {
  return Array.from({ length: PAUSE_CASES }, (_, index) => caseOf("pause", seed, index, askHaltingly));
}

function askHaltingly(persona: Persona, random: Random): Omit<PauseCase, keyof Prompted> | undefined {
  const fact = random.pick(persona.facts);
  const identity = findIntent(random.pick(["name", "organisation"]));
  const [intent, phrases, slots, mustSay] = random.chance(IDENTITY_SHARE)
    ? [identity.intent, identity.caller, intentSlots(persona), mustSayOf(identity, persona)]
    : [fact.kind.intent, questionPhrases(fact.kind.direct, fact.kind.indirect), callerSlots(fact.slots), fact.mustSay];
  const { segments } = sayAsCaller(intent, phrases, slots, random, "held", "bare", 1);
  const say: [string, string] = [segments.slice(0, -1).join(" "), segments.at(-1) as string];
  return isUnfinished(say[0]) ? { say, question: say.join(" "), intent, mustSay } : undefined;
}

/** A single word, such as "Sorry," or "Hello,", may be answered by itself. */
function isUnfinished(text: string): boolean {
  return text.split(" ").length >= 2 && !/[.?]$/.test(text);
}
