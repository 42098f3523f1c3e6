import { db, type Prisma } from "@duologue/db";
import type { SuiteReply } from "@/lib/shared/suites";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { loadTeamSuite } from "./load-team-suite";
import { readSuiteText } from "./read-suite-text";
import { storeSounds } from "./store-sounds";
import type { SuiteFiles } from "./suite-files";

/** A suite file becomes a suite of the team, with the sounds that it brings. Throws `invalid_input` whose `fields` name every offending place. */
export async function uploadSuite(viewer: Viewer, { text, sounds: brought }: SuiteFiles): Promise<SuiteReply> {
  const document = readSuiteText(text);
  const { suite, sha256 } = await loadTeamSuite(document, [], brought);
  return storeSounds(viewer.teamId, brought, (sounds) =>
    db.$transaction(async (tx) => {
      const { id } = await tx.suite.create({
        data: {
          teamId: viewer.teamId,
          title: suite.meta.title,
          document: document as Prisma.InputJsonObject,
          sounds: sounds as unknown as Prisma.InputJsonArray,
          sha256,
          createdById: viewer.userId,
        },
      });
      await audit(viewer, "suite.uploaded", { type: "suite", id }, undefined, tx);
      return { id };
    }),
  );
}
