import { db } from "@duologue/db";
import type { PersonaDocument } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import { findPersona } from "./find-persona";
import { documentSha256 } from "./snapshot-version";
import { readDocument } from "./stored-document";

export interface MeasuredPersona {
  personaId: string;
  versionId: string | null;
  /** "Wise teacher v3", "Wise teacher draft" */
  label: string;
  document: PersonaDocument;
}

/** A published version, or the draft as it is stored now. Throws `not_found`. */
export async function findMeasuredPersona(
  teamId: string,
  wanted: { personaId: string; versionId?: string | undefined },
): Promise<MeasuredPersona> {
  const persona = await findPersona(teamId, wanted.personaId);
  if (wanted.versionId !== undefined) {
    const version = await db.personaVersion.findFirst({ where: { id: wanted.versionId, personaId: persona.id } });
    if (!version) throw new ProtocolError("not_found");
    const document = readDocument(version.document);
    return { personaId: persona.id, versionId: version.id, label: `${persona.name} v${version.number}`, document };
  }
  const document = readDocument(persona.document);
  const same = await db.personaVersion.findUnique({
    where: { personaId_sha256: { personaId: persona.id, sha256: documentSha256(document) } },
    select: { id: true },
  });
  return { personaId: persona.id, versionId: same?.id ?? null, label: `${persona.name} draft`, document };
}
