import { db } from "@duologue/db";
import { parseSuite } from "@duologue/evaluation/suites";
import type { SuiteSummary } from "@/lib/shared/suites";
import type { Viewer } from "../auth/session";
import { findBundledSuite, listBundledNames } from "./bundled-suites";
import { summariseSuite } from "./summarise-suite";

/** The team's own, the one changed last first, then the bundled ones. */
export async function listSuites(viewer: Viewer): Promise<SuiteSummary[]> {
  const own = await db.suite.findMany({ where: { teamId: viewer.teamId, deletedAt: null }, orderBy: { updatedAt: "desc" }, take: 200 });
  const bundled = await Promise.all((await listBundledNames()).map(async (name) => ({ name, loaded: await findBundledSuite(name) })));
  return [
    ...own.map(({ id, document, sha256, updatedAt }) =>
      summariseSuite(parseSuite(document), { id, isBundled: false, sha256, updatedAt: updatedAt.toISOString() }),
    ),
    ...bundled.flatMap(({ name, loaded }) =>
      loaded ? [summariseSuite(loaded.suite, { id: name, isBundled: true, sha256: loaded.sha256, updatedAt: null })] : [],
    ),
  ];
}
