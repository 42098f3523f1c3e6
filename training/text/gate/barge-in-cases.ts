import { BARGE_IN_FROM_WORDS } from "../dialogue/decorate-exchange";
import type { Persona } from "../dialogue/make-persona";
import { countWords } from "../dialogue/write-prompt";
import { allExpansions } from "../expand-phrase";
import { askIntent, askStated, caseOf, type GateCase, type Question } from "../gate-cases";
import { ALL_INTENTS, findIntent } from "../intents/all-intents";
import type { Random } from "../random";

/** Something with a long answer is asked; `next` is asked while that answer is being given. */
export type BargeInCase = GateCase & { next: Question };

const BARGE_IN_CASES = 60;

/** What is answered at such length, whichever answer it is, that there is something to break into. Slots count as a word. */
const LONG_ANSWERED = ALL_INTENTS.filter(
  ({ agent, only }) =>
    only !== "casual" && agent.flatMap((phrase) => allExpansions(phrase)).every((text) => countWords(text) > BARGE_IN_FROM_WORDS),
);

export function writeBargeInCases(seed: number): BargeInCase[] {
  return Array.from({ length: BARGE_IN_CASES }, (_, index) =>
    caseOf("barge-in", seed, index, (persona, random) => ({
      ...askIntent(random.pick(LONG_ANSWERED), persona, random),
      next: askNext(persona, random),
    })),
  );
}

function askNext(persona: Persona, random: Random): Question {
  return random.chance(0.5) ? askStated(persona, random) : askIntent(findIntent(random.pick(["name", "organisation"])), persona, random);
}
