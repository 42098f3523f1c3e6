import type { PersonaDocument } from "../schema";

/**
 * The identity in the words the model was trained on. `identity.text` wins; otherwise the family's skeleton is filled from
 * the fields. Empty when the service family has neither an organisation nor a name.
 */
export function buildIdentity(identity: PersonaDocument["identity"]): string {
  const text = identity.text.trim();
  if (text) return text;
  const name = identity.name.trim();
  const kind = identity.kind.trim();
  switch (identity.family) {
    case "assistant": {
      const opening = `You are a wise and friendly ${withoutArticle(kind) || "teacher"}. Answer questions or provide advice in a clear and engaging way.`;
      return name ? `${opening} Your name is ${name}.` : opening;
    }
    case "casual": {
      const topic = kind ? ` Have a friendly conversation about ${kind}.` : "";
      return `You enjoy having a good conversation.${topic}${name ? ` Your name is ${name}.` : ""}`;
    }
    case "service": {
      const organisation = identity.organisation.trim();
      if (!organisation) return name ? `Your name is ${name}.` : "";
      const work = `You work for ${organisation}${kind ? ` which is ${withArticle(kind)}` : ""}`;
      return `${work}${name ? ` and your name is ${name}` : ""}.`;
    }
  }
}

/** How each family's prompts begin in training. */
export const TRAINED_OPENING: Record<PersonaDocument["identity"]["family"], RegExp> = {
  assistant: /^You are an? /i,
  service: /^You work (?:for|at) /i,
  casual: /^You enjoy having a good conversation\b/i,
};

function withArticle(kind: string): string {
  if (/^(?:an?|the|one)\s/i.test(kind)) return kind;
  return /^(?:[aeio]|u(?!ni|s|ti)|hour|honest)/i.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function withoutArticle(kind: string): string {
  return kind.replace(/^(?:an?|the)\s+/i, "");
}
