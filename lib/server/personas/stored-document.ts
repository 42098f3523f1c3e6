/** Persona documents between the database's JSON column and their type. */
import type { Prisma } from "@duologue/db";
import { type PersonaDocument, parsePersona } from "@duologue/persona";

/** Reads what was stored, filling in defaults that newer versions of the format added. */
export function readDocument(stored: unknown): PersonaDocument {
  return parsePersona(stored).document;
}

/** For writing; JSON has no undefined, so a round trip drops such keys. */
export function toStored(document: PersonaDocument): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(document)) as Prisma.InputJsonObject;
}

/** The document under another name; a copy. */
export function renamed(document: PersonaDocument, name: string): PersonaDocument {
  return { ...document, meta: { ...document.meta, name } };
}
