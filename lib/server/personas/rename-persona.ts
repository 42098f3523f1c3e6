import { db } from "@duologue/db";
import type { RenamePersonaInput, SavePersonaReply } from "@/lib/shared/personas";
import type { Viewer } from "../auth/session";
import { findPersona } from "./find-persona";
import { savePersona } from "./save-persona";
import { readDocument, renamed } from "./stored-document";

/** Gives whatever the newest draft is another name, for the team or for callers; an open editor learns of it as of any other save. */
export async function renamePersona(viewer: Viewer, id: string, { name, publicName }: RenamePersonaInput): Promise<SavePersonaReply> {
  const persona = await findPersona(viewer.teamId, id, db);
  const before = readDocument(persona.document);
  const { identity } = before;
  const document = publicName === undefined ? before : { ...before, identity: { ...identity, name: publicName } };
  return savePersona(viewer, id, { document: name === undefined ? document : renamed(document, name), baseRevision: persona.revision });
}
