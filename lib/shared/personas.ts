/** Personas as the studio's API says them. Dates are ISO strings. */
import type { Change, PersonaDocument, Problem } from "@duologue/persona";
import { z } from "zod";
import type { Role } from "./team";

/** GET /api/personas?q= → { personas } */
export interface PersonaSummary {
  id: string;
  name: string;
  description: string;
  /** the name callers see on a share link */
  publicName: string;
  nodeCount: number;
  mode: PersonaDocument["engine"]["mode"];
  revision: number;
  updatedAt: string;
  lastCallAt: string | null;
  callCount: number;
  /** links that are still open */
  linkCount: number;
}

/** What callers see of a persona that has no name for them. */
export const NAMELESS = "Voice persona";

/** The name that the persona goes by; never its name in the studio. */
export function publicNameOf({ identity }: Pick<PersonaDocument, "identity">): string {
  return identity.name.trim() || NAMELESS;
}

/** GET /api/personas/:id */
export interface PersonaDetail {
  id: string;
  name: string;
  document: PersonaDocument;
  revision: number;
  updatedAt: string;
  /** the asking person's role: viewers read, editors save */
  role: Role;
}

/** PUT /api/personas/:id; a 409 carries the newer revision in `fields.revision`. */
export interface SavePersonaReply {
  revision: number;
  savedAt: string;
}

/** POST /api/personas/import?preview=1: what would happen, nothing stored. */
export interface ImportPreview {
  name: string;
  /** what the file holds, as it would be stored */
  document: PersonaDocument;
  warnings: string[];
  /** against the persona named by personaId; empty for a new one */
  changes: Change[];
  problems: Problem[];
}

/** POST /api/personas/import */
export interface ImportReply {
  id: string;
  revision: number;
  /** the draft that was imported over, for an undo; null where the file became a new persona */
  replaced: PersonaDocument | null;
}

const personaName = z.string().trim().min(1, "Enter a name.").max(120, "Use at most 120 characters.");

/** POST /api/personas: from a template, from a document, or blank with a name. */
export const createPersonaInput = z.object({
  templateId: z.string().max(64).optional(),
  name: personaName.optional(),
  document: z.unknown().optional(),
});
export type CreatePersonaInput = z.infer<typeof createPersonaInput>;

/** PUT /api/personas/:id */
export const savePersonaInput = z.object({ document: z.unknown(), baseRevision: z.number().int().min(1) });
/** PATCH /api/personas/:id */
export const renamePersonaInput = z
  .object({ name: personaName, publicName: z.string().trim().min(1, "Enter a name.").max(120, "Use at most 120 characters.") })
  .partial()
  .refine(({ name, publicName }) => name !== undefined || publicName !== undefined, "Name the persona, or what callers see.");
export type RenamePersonaInput = z.infer<typeof renamePersonaInput>;
/** POST /api/personas/import */
export const importPersonaInput = z.object({ text: z.string().max(2_000_000), personaId: z.string().max(64).optional() });
export type ImportPersonaInput = z.infer<typeof importPersonaInput>;
/** POST /api/tokens */
export const countTokensInput = z.object({ texts: z.array(z.string().max(20_000)).max(500) });
