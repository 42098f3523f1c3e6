import { db, type Prisma } from "@duologue/db";
import { listSounds } from "@duologue/evaluation/suites";
import type { SuiteReply } from "@/lib/shared/suites";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findSuite } from "./find-suite";
import { loadTeamSuite } from "./load-team-suite";
import { readSuiteText } from "./read-suite-text";
import { removeUnneededSounds } from "./remove-unneeded-sounds";
import { storeSounds } from "./store-sounds";
import type { SuiteFiles } from "./suite-files";
import { suiteSounds } from "./suite-sounds";

/**
 * The file takes the suite's place; it plays the sounds that it brings and those that the suite holds. What it does not play any more is let
 * go of. Runs keep what they were started with.
 */
export async function replaceSuite(viewer: Viewer, id: string, { text, sounds: brought }: SuiteFiles): Promise<SuiteReply> {
  const before = suiteSounds.parse((await findSuite(viewer.teamId, id)).sounds);
  const document = readSuiteText(text);
  const { suite, sha256 } = await loadTeamSuite(document, before, brought);
  const played = new Set(listSounds(suite));
  const kept = before.filter(({ path }) => played.has(path) && !brought.has(path));
  await storeSounds(viewer.teamId, brought, (added) =>
    db.$transaction(async (tx) => {
      const sounds = [...kept, ...added] as unknown as Prisma.InputJsonArray;
      await tx.suite.update({
        where: { id },
        data: { title: suite.meta.title, document: document as Prisma.InputJsonObject, sounds, sha256 },
      });
      await audit(viewer, "suite.replaced", { type: "suite", id }, undefined, tx);
    }),
  );
  await removeUnneededSounds(before);
  return { id };
}
