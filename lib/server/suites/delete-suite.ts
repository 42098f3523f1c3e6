import { db } from "@duologue/db";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findSuite } from "./find-suite";

/** Takes a suite out of the list. Runs of it stay, with all that they were started with. */
export async function deleteSuite(viewer: Viewer, id: string): Promise<void> {
  await findSuite(viewer.teamId, id);
  await db.$transaction(async (tx) => {
    await tx.suite.update({ where: { id }, data: { deletedAt: new Date() } });
    await audit(viewer, "suite.deleted", { type: "suite", id }, undefined, tx);
  });
}
