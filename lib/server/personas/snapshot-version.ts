import { createHash } from "node:crypto";
import { db, type PersonaVersion, Prisma } from "@duologue/db";
import { exportPersona, type PersonaDocument } from "@duologue/persona";
import { readDocument, toStored } from "./stored-document";

/** SHA-256 of the canonical text: equal documents have equal hashes, whatever the order of their keys. */
export function documentSha256(document: PersonaDocument): string {
  return createHash("sha256").update(exportPersona(document)).digest("hex");
}

/** The version of this persona's draft, made if there is none with the same content. Versions never change. */
export async function snapshotVersion(persona: { id: string; document: unknown }, createdById: string): Promise<PersonaVersion> {
  const document = readDocument(persona.document);
  const sha256 = documentSha256(document);
  for (let tries = 0; ; tries++) {
    const found = await db.personaVersion.findUnique({ where: { personaId_sha256: { personaId: persona.id, sha256 } } });
    if (found) return found;
    const newest = await db.personaVersion.aggregate({ where: { personaId: persona.id }, _max: { number: true } });
    const number = (newest._max.number ?? 0) + 1;
    try {
      return await db.personaVersion.create({ data: { personaId: persona.id, number, sha256, document: toStored(document), createdById } });
    } catch (error) {
      // somebody else made this number, or this very version, at the same moment
      if (!isUniqueViolation(error) || tries >= 5) throw error;
    }
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
