import { buildIdentity, TRAINED_OPENING } from "../compile/build-identity";
import type { Problem } from "../report";
import type { PersonaDocument } from "../schema";
import { variableProblems } from "./lint-nodes";

const OPENING_WORDS: Record<PersonaDocument["identity"]["family"], string> = {
  assistant: "You are a …",
  service: "You work for …",
  casual: "You enjoy having a good conversation.",
};
const MARKUP = /<\s*\/?\s*system\s*>|^\s*(?:#|[-*•]\s|\d+[.)]\s)|\*\*|```/im;

/** Problems of the persona form: identity, style, variables in facts and rules, voice. */
export function lintPersona(document: PersonaDocument): Problem[] {
  return [...lintIdentity(document), ...lintStyle(document), ...lintVariables(document), ...lintIds(document), ...lintVoice(document)];
}

function lintIdentity({ identity }: PersonaDocument): Problem[] {
  const target = { kind: "persona", field: "identity" } as const;
  if (identity.text.trim() === "" && identity.family === "service" && identity.organisation.trim() === "") {
    const message = "The persona does not know whom it works for. Fill in the organisation, or write the identity yourself.";
    return [{ level: "error", code: "identity_missing", message, target }];
  }
  return [];
}

function lintStyle(document: PersonaDocument): Problem[] {
  const { identity, meta, rules, facts } = document;
  const problems: Problem[] = [];
  const add = (message: string, field: string) =>
    problems.push({ level: "warning", code: "outside_trained_style", message, target: { kind: "persona", field } });
  const text = buildIdentity(identity);
  if (text !== "" && identity.text.trim() !== "" && !TRAINED_OPENING[identity.family].test(text)) {
    add(
      `Prompts of this family begin with “${OPENING_WORDS[identity.family]}” in the model's training. Begin that way, or choose another family.`,
      "identity",
    );
  }
  if (!/^en\b/i.test(meta.language)) add("The model was trained on English. Expect it to follow other languages poorly.", "meta.language");
  const marked = [["identity", identity.text], ...facts.map((fact) => ["facts", fact.text]), ...rules.map((rule) => ["rules", rule])].find(
    ([, words = ""]) => MARKUP.test(words),
  );
  if (marked?.[0]) add("The model was trained on plain sentences. Remove list marks, headings and tags.", marked[0]);
  return problems;
}

function lintVariables(document: PersonaDocument): Problem[] {
  const fields: [string, string[]][] = [
    ["identity", [buildIdentity(document.identity)]],
    ["facts", document.facts.map((fact) => fact.text)],
    ["rules", document.rules],
  ];
  return fields.flatMap(([field, texts]) =>
    variableProblems(texts, document).map((problem): Problem => ({ ...problem, target: { kind: "persona", field } })),
  );
}

function lintIds({ facts }: PersonaDocument): Problem[] {
  if (new Set(facts.map((fact) => fact.id)).size === facts.length) return [];
  const message = "Two facts share one id. Delete one of them and write it again.";
  return [{ level: "error", code: "document_invalid", message, target: { kind: "persona", field: "facts" } }];
}

function lintVoice({ voice }: PersonaDocument): Problem[] {
  if (voice.kind !== "sample") return [];
  const target = { kind: "persona", field: "voice" } as const;
  if (voice.ref === null) {
    return [
      {
        level: "error",
        code: "document_invalid",
        message: "No voice sample is chosen. Choose one, or go back to the default voice.",
        target,
      },
    ];
  }
  if (voice.consent?.status === "granted") return [];
  const message = "This voice has no recorded consent. Record the speaker's consent, or choose another voice.";
  return [{ level: "error", code: "voice_without_consent", message, target }];
}
