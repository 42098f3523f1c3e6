import { removeUnneededSounds } from "./remove-unneeded-sounds";
import { type SuiteSound, storeSound } from "./suite-sounds";

/** Stores sounds and hands them to `keep`; where that fails, they are removed again. */
export async function storeSounds<T>(
  teamId: string,
  brought: ReadonlyMap<string, Uint8Array>,
  keep: (sounds: SuiteSound[]) => Promise<T>,
): Promise<T> {
  const stored: SuiteSound[] = [];
  try {
    for (const [path, wav] of brought) stored.push(await storeSound(teamId, path, wav));
    return await keep(stored);
  } catch (error) {
    await removeUnneededSounds(stored);
    throw error;
  }
}
