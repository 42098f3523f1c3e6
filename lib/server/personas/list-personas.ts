import { db, type Prisma } from "@duologue/db";
import type { PersonaSummary } from "@/lib/shared/personas";
import type { Viewer } from "../auth/session";
import { openLinkWhere } from "../links/link-state";
import { readDocument } from "./stored-document";

/** Calls of simulated callers are no use of a persona. */
const byPeople = { source: { in: ["studio", "link"] } } satisfies Prisma.CallWhereInput;

/** Personas of the team, the one changed last first. `query` is looked for in name, description and public name. */
export async function listPersonas(viewer: Viewer, query: string): Promise<PersonaSummary[]> {
  const personas = await db.persona.findMany({
    where: { teamId: viewer.teamId, deletedAt: null, ...matching(query.trim()) },
    orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
    take: 500,
    include: { calls: { where: byPeople, orderBy: { createdAt: "desc" }, take: 1, select: { createdAt: true } } },
  });
  const ids = personas.map(({ id }) => id);
  const [callCounts, linkCounts] = await Promise.all([
    db.call.groupBy({ by: ["personaId"], where: { personaId: { in: ids }, ...byPeople }, _count: { _all: true } }),
    db.shareLink.groupBy({ by: ["personaId"], where: { personaId: { in: ids }, ...openLinkWhere() }, _count: { _all: true } }),
  ]);
  const calls = new Map(callCounts.map(({ personaId, _count }) => [personaId, _count._all]));
  const links = new Map(linkCounts.map(({ personaId, _count }) => [personaId, _count._all]));
  return personas.map((persona) => {
    const document = readDocument(persona.document);
    return {
      id: persona.id,
      name: persona.name,
      description: document.meta.description,
      publicName: document.identity.name,
      nodeCount: Object.values(document.flow.nodes).filter(({ type }) => type !== "note").length,
      mode: document.engine.mode,
      revision: persona.revision,
      updatedAt: persona.updatedAt.toISOString(),
      lastCallAt: persona.calls[0]?.createdAt.toISOString() ?? null,
      callCount: calls.get(persona.id) ?? 0,
      linkCount: links.get(persona.id) ?? 0,
    };
  });
}

function matching(query: string): Prisma.PersonaWhereInput {
  if (query === "") return {};
  const inDocument = (...path: string[]) => ({ document: { path, string_contains: query, mode: "insensitive" as const } });
  return { OR: [{ name: { contains: query, mode: "insensitive" } }, inDocument("meta", "description"), inDocument("identity", "name")] };
}
