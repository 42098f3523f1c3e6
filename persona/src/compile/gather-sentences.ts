import type { DroppedSentence, PromptSentence } from "../report";
import type { PersonaDocument } from "../schema";
import { buildIdentity } from "./build-identity";
import type { VariableValues } from "./resolve-variables";
import type { SentenceGroup } from "./sentence-group";
import { splitSentences } from "./split-sentences";

const RULE_COUNT = 3;

export interface Gathered {
  /** in the order of the prompt, variables resolved */
  groups: SentenceGroup[];
  /** what never reaches the budget: duplicates, unresolved variables, rules beyond the third */
  dropped: DroppedSentence[];
}

/** Puts identity, flow, facts and rules in the order of the prompt: must-facts before the others, rules last but for `closing`. */
export function gatherSentences(
  document: PersonaDocument,
  flow: readonly SentenceGroup[],
  closing: readonly SentenceGroup[],
  values: VariableValues,
  countTokens: (text: string) => number,
): Gathered {
  const dropped: DroppedSentence[] = [];
  const drop = (text: string, source: PromptSentence["source"], reason: DroppedSentence["reason"], words: string) =>
    dropped.push({ text, source, tokens: countTokens(text), reason, words });

  const facts = (priority: "must" | "should"): SentenceGroup[] =>
    document.facts
      .filter((fact) => fact.priority === priority)
      .map((fact) => ({ source: { kind: "fact", factId: fact.id }, category: priority, sentences: splitSentences(fact.text) }));
  const rules = document.rules
    .map((rule, index): SentenceGroup => ({ source: { kind: "rule", index }, category: "rules", sentences: splitSentences(rule) }))
    .filter((group) => group.sentences.length > 0);
  for (const group of rules.slice(RULE_COUNT)) {
    for (const text of group.sentences) {
      drop(
        text,
        group.source,
        "too_many_rules",
        `Left out: the prompt takes ${RULE_COUNT} rules. Move this one up, or merge it with another.`,
      );
    }
  }
  const ordered: SentenceGroup[] = [
    { source: { kind: "identity" }, category: "identity", sentences: splitSentences(buildIdentity(document.identity)) },
    ...flow,
    ...facts("must"),
    ...facts("should"),
    ...rules.slice(0, RULE_COUNT),
    ...closing,
  ];

  const said = new Set<string>();
  const groups = ordered.map((group): SentenceGroup => {
    const sentences: string[] = [];
    for (const sentence of group.sentences) {
      const { text, missing } = values.resolve(sentence);
      const key = text.toLowerCase();
      if (missing.length > 0) {
        const names = missing.map((name) => `{{${name}}}`).join(", ");
        drop(
          sentence,
          group.source,
          "unresolved_variable",
          `Left out: ${names} has no value. Give the variable a default, or a value when the call starts.`,
        );
      } else if (said.has(key)) {
        drop(text, group.source, "duplicate", "Left out: the prompt says the same already. Delete one of the two.");
      } else {
        said.add(key);
        sentences.push(text);
      }
    }
    return { ...group, sentences };
  });
  return { groups: groups.filter((group) => group.sentences.length > 0), dropped };
}
