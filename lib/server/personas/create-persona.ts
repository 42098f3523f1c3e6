import { db } from "@duologue/db";
import { createBlankPersona, type PersonaDocument, parsePersona, personaTemplates } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import type { CreatePersonaInput } from "@/lib/shared/personas";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { renamed, toStored } from "./stored-document";

/** From a template, from a document, or blank; `name` overrides the name that it brings. */
export async function createPersona(viewer: Viewer, input: CreatePersonaInput): Promise<{ id: string }> {
  const document = beginWith(input);
  return storePersona(viewer, input.name ? renamed(document, input.name) : document, "persona.created");
}

/** Stores a new persona and says so in the audit log. */
export async function storePersona(viewer: Viewer, document: PersonaDocument, action: string): Promise<{ id: string }> {
  return db.$transaction(async (tx) => {
    const data = { teamId: viewer.teamId, name: document.meta.name, document: toStored(document), createdById: viewer.userId };
    const { id } = await tx.persona.create({ data, select: { id: true } });
    await audit(viewer, action, { type: "persona", id }, undefined, tx);
    return { id };
  });
}

function beginWith({ templateId, document, name }: CreatePersonaInput): PersonaDocument {
  if (document !== undefined) return parsePersona(document).document;
  if (templateId === undefined) return createBlankPersona(name ?? "Untitled persona");
  const template = personaTemplates.find(({ id }) => id === templateId);
  if (template) return structuredClone(template.document);
  const known = personaTemplates.map(({ id }) => id).join(", ");
  throw new ProtocolError("invalid_input", `Expected one of the templates ${known}.`, {
    fields: { templateId: "There is no such template." },
  });
}
