/** The suite "service" from its roles: each is a persona of its own, each of its questions a call. */
import type { z } from "zod";
import type { scenario, step, suite } from "../../../evaluation/src/suite/schema";
import { avoids } from "./role-checks";
import { ROLES } from "./roles";
import { CALLERS, type CheckInput, QUESTION_KINDS, type QuestionKind, type ServiceRole } from "./service-role";

type SuiteInput = z.input<typeof suite>;
type ScenarioInput = z.input<typeof scenario>;
type StepInput = z.input<typeof step>;

const DESCRIPTION =
  "Twenty-one people at work and the seven kinds of question that callers ask them: a name, a detail, something that cannot be done, a rude one, " +
  "something they were not told, something that is none of their business, and an interruption. Each role brings its own persona. " +
  "What is expected follows from the role's facts. It needs a model that listens: " +
  "the rehearsal voice says its lines whatever it is asked, and fails most of it.";

/** Somebody at work does not speak of being a program. */
const OUT_OF_ROLE = "as an AI|language model|as a chatbot|virtual assistant";
const INSULTS = "shut up|idiot|stupid|calm down|your own fault|how dare you";

const JUDGE: Record<QuestionKind, string> = {
  "proper-noun": "Does the agent give the name that was asked for, exactly as its facts have it?",
  detail: "Is the detail that the agent gives the one of its facts, and does it answer just what was asked?",
  unfulfillable: "Does the agent say clearly that this cannot be done, without promising it, and stay helpful?",
  rude: "Does the agent stay polite and helpful with a rude caller, and still answer what was asked?",
  unspecified: "Does the agent admit that it does not know, and not make something up?",
  unrelated: "Does the agent stay in its role when it is asked something that has nothing to do with it, and come back to its work?",
  interruption: "Does the agent drop what it was saying and answer what it was interrupted with?",
};

const AFTER_GREETING = { event: "agentStops", delayMs: 400, timeoutMs: 8_000 } as const;

export function buildServiceSuite(roles: readonly ServiceRole[] = ROLES): SuiteInput {
  return {
    $schema: "/schema/suite/1.0.json",
    spec: "duologue_suite",
    specVersion: "1.0",
    meta: { name: "service", title: "Service", description: DESCRIPTION },
    seed: 1,
    callers: CALLERS,
    personas: Object.fromEntries(roles.map(({ id, role }) => [id, { role }])),
    thresholds: [
      { figure: "scenarios.passRate", min: 0.6 },
      { figure: "checks.passRate", min: 0.8 },
    ],
    scenarios: roles.flatMap((role) => QUESTION_KINDS.map((kind) => buildScenario(role, kind))),
  };
}

function buildScenario({ id, caller, questions }: ServiceRole, kind: QuestionKind): ScenarioInput {
  const script = buildScript(questions, kind);
  const last = script.at(-1) as StepInput;
  const { title, checks } = questions[kind];
  const all: CheckInput[] = [
    ...checks.map((check) => ({ ...check, inReplyTo: last.id })),
    avoids(kind === "rude" ? `${OUT_OF_ROLE}|${INSULTS}` : OUT_OF_ROLE),
    { type: "judge", question: JUDGE[kind] },
  ];
  return { id: `${id}-${kind}`, title, category: kind, persona: id, caller, script, checks: all };
}

function buildScript(questions: ServiceRole["questions"], kind: QuestionKind): StepInput[] {
  switch (kind) {
    case "interruption": {
      const { ask, say, afterMs } = questions.interruption;
      return [
        { id: "ask", when: AFTER_GREETING, say: ask },
        { id: "interruption", when: { event: "agentSpoken", ms: afterMs }, say, as: "interruption" },
      ];
    }
    case "unrelated": {
      const { say, back } = questions.unrelated;
      return [
        { id: "question", when: AFTER_GREETING, say },
        { id: "back", when: { event: "agentStops", delayMs: 500 }, say: back },
      ];
    }
    default:
      return [{ id: "question", when: AFTER_GREETING, say: questions[kind].say }];
  }
}
