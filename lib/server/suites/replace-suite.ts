import { db, type Prisma } from "@duologue/db";
import type { SuiteReply, SuiteTextInput } from "@/lib/shared/suites";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findSuite } from "./find-suite";
import { loadTeamSuite } from "./load-team-suite";
import { readSuiteText } from "./read-suite-text";
import { suiteSounds } from "./suite-sounds";

/** The file takes the suite's place; it may use the sounds that the suite holds. Runs keep what they were started with. */
export async function replaceSuite(viewer: Viewer, id: string, { text }: SuiteTextInput): Promise<SuiteReply> {
  const before = await findSuite(viewer.teamId, id);
  const document = readSuiteText(text);
  const { suite, sha256 } = await loadTeamSuite(document, suiteSounds.parse(before.sounds));
  await db.$transaction(async (tx) => {
    await tx.suite.update({ where: { id }, data: { title: suite.meta.title, document: document as Prisma.InputJsonObject, sha256 } });
    await audit(viewer, "suite.replaced", { type: "suite", id }, undefined, tx);
  });
  return { id };
}
