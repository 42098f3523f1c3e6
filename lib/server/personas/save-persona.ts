import { db } from "@duologue/db";
import { parsePersona } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import type { SavePersonaReply } from "@/lib/shared/personas";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findPersona } from "./find-persona";
import { toStored } from "./stored-document";

export interface SaveInput {
  document?: unknown;
  /** the revision that the editing began from */
  baseRevision: number;
}

/**
 * Stores a draft. Throws `conflict` with the newer revision in `fields.revision` when somebody saved in the meantime;
 * nothing is overwritten then. Throws `persona_invalid` naming the fields.
 */
export async function savePersona(viewer: Viewer, id: string, { document: draft, baseRevision }: SaveInput): Promise<SavePersonaReply> {
  const { document } = parsePersona(draft);
  return db.$transaction(async (tx) => {
    const [saved] = await tx.persona.updateManyAndReturn({
      where: { id, teamId: viewer.teamId, deletedAt: null, revision: baseRevision },
      data: { document: toStored(document), name: document.meta.name, revision: { increment: 1 } },
      select: { revision: true, updatedAt: true },
    });
    if (!saved) {
      const { revision } = await findPersona(viewer.teamId, id, tx);
      throw new ProtocolError("conflict", undefined, { fields: { revision: String(revision) } });
    }
    await audit(viewer, "persona.saved", { type: "persona", id }, { revision: saved.revision }, tx);
    return { revision: saved.revision, savedAt: saved.updatedAt.toISOString() };
  });
}
