import type { PersonaDetail } from "@/lib/shared/personas";
import type { Viewer } from "../auth/session";
import { findPersona } from "./find-persona";
import { readDocument } from "./stored-document";

export async function readPersona(viewer: Viewer, id: string): Promise<PersonaDetail> {
  const { name, document, revision, updatedAt } = await findPersona(viewer.teamId, id);
  return { id, name, document: readDocument(document), revision, updatedAt: updatedAt.toISOString(), role: viewer.role };
}
