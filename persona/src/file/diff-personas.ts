import { compilePersona } from "../compile/compile-persona";
import type { PersonaDocument } from "../schema";
import { sameJson as same } from "./canonical-json";
import type { Change } from "./change";
import { diffFlow } from "./diff-flow";

/** What differs in meaning from one document to the other, in the order of the form. Empty: they mean and look the same. */
export function diffPersonas(before: PersonaDocument, after: PersonaDocument): Change[] {
  const changes = [
    ...diffFields("meta", "", before.meta, after.meta),
    ...diffFields("identity", "Identity: ", before.identity, after.identity),
    ...diffFacts(before, after),
    ...diffRules(before, after),
    ...diffVariables(before, after),
    ...diffFields("voice", "Voice: ", before.voice, after.voice),
    ...diffFields("engine", "Engine: ", before.engine, after.engine),
    ...diffFields("duplex", "Duplex style: ", before.duplex, after.duplex),
    ...diffFlow(before.flow, after.flow),
    ...diffOther(before, after),
  ];
  const [old, now] = [compilePersona(before).prompt, compilePersona(after).prompt];
  if (old !== now)
    changes.push({ kind: "changed", subject: "prompt", id: "prompt", message: "The compiled prompt changed", before: old, after: now });
  return changes;
}

/** How a value reads in a change: texts as they are, lists of texts with commas, nothing as "", everything else as JSON. */
function shown(value: unknown): string {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
}

function diffFields(subject: Change["subject"], lead: string, before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((id): Change[] => {
    if (same(before[id], after[id])) return [];
    const words = id.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    const message = `${lead}${lead ? words : words.charAt(0).toUpperCase() + words.slice(1)} changed`;
    return [{ kind: "changed", subject, id, message, before: shown(before[id]), after: shown(after[id]) }];
  });
}

function diffFacts({ facts: before }: PersonaDocument, { facts: after }: PersonaDocument): Change[] {
  const old = new Map(before.map((fact) => [fact.id, fact]));
  const now = new Map(after.map((fact) => [fact.id, fact]));
  const removed = [...old.values()].flatMap((fact): Change[] =>
    now.has(fact.id) ? [] : [{ kind: "removed", subject: "fact", id: fact.id, message: "Fact removed", before: fact.text }],
  );
  const others = [...now.values()].flatMap((fact): Change[] => {
    const was = old.get(fact.id);
    if (!was) return [{ kind: "added", subject: "fact", id: fact.id, message: "Fact added", after: fact.text }];
    if (same(was, fact)) return [];
    const message = was.text === fact.text ? `Fact is now ${fact.priority === "must" ? "a must" : "a should"}` : "Fact changed";
    return [{ kind: "changed", subject: "fact", id: fact.id, message, before: was.text, after: fact.text }];
  });
  return [...removed, ...others];
}

function diffRules({ rules: before }: PersonaDocument, { rules: after }: PersonaDocument): Change[] {
  const removed = before.filter((rule) => !after.includes(rule));
  const added = after.filter((rule) => !before.includes(rule));
  const changes = [
    ...removed.map((rule): Change => ({ kind: "removed", subject: "rule", id: rule, message: "Rule removed", before: rule })),
    ...added.map((rule): Change => ({ kind: "added", subject: "rule", id: rule, message: "Rule added", after: rule })),
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
    if (same(was, is)) return [];
    return [{ kind: "changed", subject: "variable", id, message: `Variable {{${id}}} changed`, before: was.default, after: is.default }];
  });
}

function diffOther(before: PersonaDocument, after: PersonaDocument): Change[] {
  const known = ["meta", "identity", "facts", "rules", "variables", "voice", "engine", "duplex", "flow", "spec", "$schema", "compiled"];
  const rest = (document: PersonaDocument) => Object.fromEntries(Object.entries(document).filter(([key]) => !known.includes(key)));
  return diffFields("other", "", rest(before), rest(after));
}
