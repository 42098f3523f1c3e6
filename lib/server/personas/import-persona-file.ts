import { compilePersona, diffPersonas, estimateTokens } from "@duologue/persona";
import type { ImportPersonaInput, ImportPreview, ImportReply } from "@/lib/shared/personas";
import type { Viewer } from "../auth/session";
import { storePersona } from "./create-persona";
import { findPersona } from "./find-persona";
import { readPersonaText } from "./read-persona-text";
import { savePersona } from "./save-persona";
import { readDocument } from "./stored-document";

/** What an import would do; nothing is stored. Throws `persona_invalid` or `persona_newer`. */
export async function previewImport(viewer: Viewer, { text, personaId }: ImportPersonaInput): Promise<ImportPreview> {
  const { document, warnings } = readPersonaText(text);
  const current = personaId ? readDocument((await findPersona(viewer.teamId, personaId)).document) : null;
  const { problems } = compilePersona(document, { countTokens: estimateTokens, exact: false });
  return {
    name: document.meta.name,
    document,
    warnings,
    changes: current ? diffPersonas(current, document) : [],
    problems,
  };
}

/** Stores the file as a new persona, or as the newest draft of `personaId`; then the draft before it is in the answer. */
export async function importPersonaFile(viewer: Viewer, { text, personaId }: ImportPersonaInput): Promise<ImportReply> {
  const { document } = readPersonaText(text);
  if (!personaId) return { ...(await storePersona(viewer, document, "persona.imported")), revision: 1, replaced: null };
  const before = await findPersona(viewer.teamId, personaId);
  const { revision } = await savePersona(viewer, personaId, { document, baseRevision: before.revision });
  return { id: personaId, revision, replaced: readDocument(before.document) };
}
