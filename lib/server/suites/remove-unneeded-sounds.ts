import { db } from "@duologue/db";
import { storage } from "../storage/storage";
import type { SuiteSound } from "./suite-sounds";

/** Removes the files of these sounds for good, but for those that a suite plays or that a run was started with and may go on with. */
export async function removeUnneededSounds(sounds: readonly Pick<SuiteSound, "key">[]): Promise<void> {
  for (const key of new Set(sounds.map((sound) => sound.key))) {
    const names = { sounds: { array_contains: [{ key }] } };
    const [suite, run] = await Promise.all([
      db.suite.findFirst({ where: { deletedAt: null, ...names }, select: { id: true } }),
      db.suiteRun.findFirst({ where: names, select: { id: true } }),
    ]);
    if (!suite && !run) await storage().delete(key);
  }
}
