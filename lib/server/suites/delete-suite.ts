import { db } from "@duologue/db";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findSuite } from "./find-suite";
import { removeUnneededSounds } from "./remove-unneeded-sounds";
import { suiteSounds } from "./suite-sounds";

/** Takes a suite out of the list. Runs of it stay, with all that they were started with; sounds that none of them needs are removed. */
export async function deleteSuite(viewer: Viewer, id: string): Promise<void> {
  const { sounds } = await findSuite(viewer.teamId, id);
  await db.$transaction(async (tx) => {
    await tx.suite.update({ where: { id }, data: { deletedAt: new Date(), sounds: [] } });
    await audit(viewer, "suite.deleted", { type: "suite", id }, undefined, tx);
  });
  await removeUnneededSounds(suiteSounds.parse(sounds));
}
