import { compilePersona, diffPersonas, estimateTokens, importPersona } from "@duologue/persona";
import type { ImportPersonaInput, ImportPreview } from "@/lib/shared/personas";
import type { Viewer } from "../auth/session";
import { storePersona } from "./create-persona";
import { findPersona } from "./find-persona";
import { savePersona } from "./save-persona";
import { readDocument } from "./stored-document";

/** What an import would do; nothing is stored. Throws `persona_invalid` or `persona_newer`. */
export async function previewImport(viewer: Viewer, { text, personaId }: ImportPersonaInput): Promise<ImportPreview> {
  const { document, warnings } = importPersona(text);
  const current = personaId ? readDocument((await findPersona(viewer.teamId, personaId)).document) : null;
  const { problems } = compilePersona(document, { countTokens: estimateTokens, exact: false });
  return {
    name: document.meta.name,
    warnings,
    changes: current ? diffPersonas(current, document) : [],
    problems,
  };
}

/** Stores the file as a new persona, or as the newest draft of `personaId`. */
export async function importPersonaFile(viewer: Viewer, { text, personaId }: ImportPersonaInput): Promise<{ id: string }> {
  const { document } = importPersona(text);
  if (!personaId) return storePersona(viewer, document, "persona.imported");
  const { revision } = await findPersona(viewer.teamId, personaId);
  await savePersona(viewer, personaId, { document, baseRevision: revision });
  return { id: personaId };
}
