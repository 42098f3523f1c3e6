import type { Persona } from "../dialogue/make-persona";
import { askIntent, askStated, askUnstated, caseOf, type Prompted, type Question } from "../gate-cases";
import { findIntent } from "../intents/all-intents";
import type { Random } from "../random";

/** A call that goes on for ten minutes: one prompt, many questions. */
export type LongCall = Prompted & { questions: Question[] };

const LONG_CALLS = 4;
const LEAST_FACTS = 2;
const REST = [
  "robot",
  "how are you",
  "weather",
  "unrelated",
  "still there",
  "kind of business",
  "what can you do",
  "name and organisation",
];

const named = (intent: string) => (persona: Persona, random: Random) => askIntent(findIntent(intent), persona, random);
/** Asked by turns, so that every part of the call has as much of each. */
const KINDS: ((persona: Persona, random: Random) => Question)[] = [
  named("name"),
  askStated,
  named("organisation"),
  askStated,
  (persona, random) => named(random.pick(REST))(persona, random),
  askUnstated,
];
const ROUNDS = 10;

export function writeLongCalls(seed: number): LongCall[] {
  return Array.from({ length: LONG_CALLS }, (_, index) =>
    caseOf("long", seed, index, (persona, random) =>
      persona.facts.length >= LEAST_FACTS
        ? { questions: Array.from({ length: ROUNDS }, () => KINDS.map((ask) => ask(persona, random))).flat() }
        : undefined,
    ),
  );
}
