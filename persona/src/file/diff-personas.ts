import { compilePersona } from "../compile/compile-persona";
import { fact as factSchema, type PersonaDocument, personaDocument, voiceRef } from "../schema";
import { sameJson as same } from "./canonical-json";
import type { Change } from "./change";
import { diffFlow } from "./diff-flow";
import { diffUnknownKeys } from "./diff-unknown-keys";
import { quoteBeginning } from "./quote-beginning";
import { shown } from "./shown";

const KNOWN_KEYS = {
  meta: Object.keys(personaDocument.shape.meta.shape),
  identity: Object.keys(personaDocument.shape.identity.shape),
  voice: Object.keys(voiceRef.shape),
  engine: Object.keys(personaDocument.shape.engine.shape),
  duplex: Object.keys(personaDocument.shape.duplex.unwrap().shape),
};
const KNOWN_TOP_KEYS = [...Object.keys(personaDocument.shape), "compiled"];
const KNOWN_FACT_KEYS = Object.keys(factSchema.shape);
const KNOWN_VARIABLE_KEYS = ["type", "default"];

/** What differs in meaning from one document to the other, in the order of the form. Empty: they mean and look the same. */
export function diffPersonas(before: PersonaDocument, after: PersonaDocument): Change[] {
  const changes = [
    ...diffFields("meta", "", before, after),
    ...diffFields("identity", "Identity: ", before, after),
    ...diffFacts(before, after),
    ...diffRules(before, after),
    ...diffVariables(before, after),
    ...diffFields("voice", "Voice: ", before, after),
    ...diffFields("engine", "Engine: ", before, after),
    ...diffFields("duplex", "Duplex style: ", before, after),
    ...diffFlow(before.flow, after.flow),
    ...diffOther(before, after),
  ];
  const [old, now] = [compilePersona(before).prompt, compilePersona(after).prompt];
  if (old !== now)
    changes.push({ kind: "changed", subject: "prompt", id: "prompt", message: "The compiled prompt changed", before: old, after: now });
  return changes;
}

function diffFields(subject: keyof typeof KNOWN_KEYS, lead: string, before: PersonaDocument, after: PersonaDocument): Change[] {
  const [old, now] = [before[subject] as Record<string, unknown>, after[subject] as Record<string, unknown>];
  const known = KNOWN_KEYS[subject];
  const changes = known.flatMap((id): Change[] => {
    if (same(old[id], now[id])) return [];
    const words = id.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    const message = `${lead}${lead ? words : words.charAt(0).toUpperCase() + words.slice(1)} changed`;
    return [{ kind: "changed", subject, id, message, before: shown(old[id]), after: shown(now[id]) }];
  });
  return [...changes, ...diffUnknownKeys({ subject, where: subject }, known, old, now)];
}

function diffFacts({ facts: before }: PersonaDocument, { facts: after }: PersonaDocument): Change[] {
  const old = new Map(before.map((fact) => [fact.id, fact]));
  const now = new Map(after.map((fact) => [fact.id, fact]));
  const removed = [...old.values()].flatMap((fact): Change[] =>
    now.has(fact.id)
      ? []
      : [{ kind: "removed", subject: "fact", id: fact.id, message: `Fact ${quoteBeginning(fact.text)} removed`, before: fact.text }],
  );
  const others = [...now.values()].flatMap((fact): Change[] => {
    const { id, text, priority } = fact;
    const name = `Fact ${quoteBeginning(text)}`;
    const was = old.get(id);
    if (!was) return [{ kind: "added", subject: "fact", id, message: `${name} added`, after: text }];
    const changed = (message: string): Change => ({ kind: "changed", subject: "fact", id, message, before: was.text, after: text });
    return [
      ...(was.text === text ? [] : [changed("Fact changed")]),
      ...(was.priority === priority ? [] : [changed(`${name} is now ${priority === "must" ? "a must" : "a should"}`)]),
      ...diffUnknownKeys({ subject: "fact", id, where: name }, KNOWN_FACT_KEYS, was, fact),
    ];
  });
  return [...removed, ...others];
}

function diffRules({ rules: before }: PersonaDocument, { rules: after }: PersonaDocument): Change[] {
  const removed = before.filter((rule) => !after.includes(rule));
  const added = after.filter((rule) => !before.includes(rule));
  const changes = [
    ...removed.map(
      (rule): Change => ({ kind: "removed", subject: "rule", id: rule, message: `Rule ${quoteBeginning(rule)} removed`, before: rule }),
    ),
    ...added.map(
      (rule): Change => ({ kind: "added", subject: "rule", id: rule, message: `Rule ${quoteBeginning(rule)} added`, after: rule }),
    ),
  ];
  if (changes.length > 0 || same(before, after)) return changes;
  return [
    {
      kind: "changed",
      subject: "rule",
      id: "rules",
      message: "Rules are in another order",
      before: before.join("\n"),
      after: after.join("\n"),
    },
  ];
}

function diffVariables({ variables: before }: PersonaDocument, { variables: after }: PersonaDocument): Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((id): Change[] => {
    const [was, is] = [before[id], after[id]];
    if (!was) return [{ kind: "added", subject: "variable", id, message: `Variable {{${id}}} added`, after: is?.default ?? "" }];
    if (!is) return [{ kind: "removed", subject: "variable", id, message: `Variable {{${id}}} removed`, before: was.default }];
    const message = `Variable {{${id}}} changed`;
    return [
      ...(was.default === is.default
        ? []
        : [{ kind: "changed" as const, subject: "variable" as const, id, message, before: was.default, after: is.default }]),
      ...diffUnknownKeys({ subject: "variable", id, where: `variable {{${id}}}` }, KNOWN_VARIABLE_KEYS, was, is),
    ];
  });
}

function diffOther(before: PersonaDocument, after: PersonaDocument): Change[] {
  return [
    ...diffUnknownKeys({ subject: "other", where: "" }, KNOWN_TOP_KEYS, before, after),
    ...diffUnknownKeys({ subject: "other", where: "extensions" }, [], before.extensions, after.extensions),
  ];
}
