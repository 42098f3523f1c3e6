import { db } from "@duologue/db";
import type { SavePersonaReply } from "@/lib/shared/personas";
import type { Viewer } from "../auth/session";
import { findPersona } from "./find-persona";
import { savePersona } from "./save-persona";
import { readDocument, renamed } from "./stored-document";

/** Renames whatever the newest draft is; an open editor learns of it as of any other save. */
export async function renamePersona(viewer: Viewer, id: string, name: string): Promise<SavePersonaReply> {
  const persona = await findPersona(viewer.teamId, id, db);
  return savePersona(viewer, id, { document: renamed(readDocument(persona.document), name), baseRevision: persona.revision });
}
