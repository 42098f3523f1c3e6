import type { Viewer } from "../auth/session";
import { storePersona } from "./create-persona";
import { findPersona } from "./find-persona";
import { readDocument, renamed } from "./stored-document";

/** A copy of the draft, named "NAME (copy)"; versions, links and calls stay with the original. */
export async function duplicatePersona(viewer: Viewer, id: string): Promise<{ id: string }> {
  const { name, document } = await findPersona(viewer.teamId, id);
  return storePersona(viewer, renamed(readDocument(document), `${name.slice(0, 113)} (copy)`), "persona.duplicated");
}
