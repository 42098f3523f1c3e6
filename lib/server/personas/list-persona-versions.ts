import { db } from "@duologue/db";
import type { PersonaVersions } from "@/lib/shared/suite-runs";
import type { Viewer } from "../auth/session";
import { documentSha256 } from "./snapshot-version";
import { readDocument } from "./stored-document";

/** What a suite can be played against: every persona's draft and published versions, the newest first. */
export async function listPersonaVersions(viewer: Viewer): Promise<PersonaVersions[]> {
  const personas = await db.persona.findMany({
    where: { teamId: viewer.teamId, deletedAt: null },
    orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
    take: 200,
    include: { versions: { orderBy: { number: "desc" }, take: 20, select: { id: true, number: true, sha256: true, createdAt: true } } },
  });
  return personas.map(({ id, name, document: stored, updatedAt, versions }) => {
    const document = readDocument(stored);
    const sha256 = documentSha256(document);
    return {
      id,
      name,
      publicName: document.identity.name,
      updatedAt: updatedAt.toISOString(),
      draftIsNumber: versions.find((version) => version.sha256 === sha256)?.number ?? null,
      versions: versions.map((version) => ({ id: version.id, number: version.number, createdAt: version.createdAt.toISOString() })),
    };
  });
}
