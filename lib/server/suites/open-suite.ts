import type { LoadedSuite } from "@duologue/evaluation/suites";
import { findBundledSuite } from "./bundled-suites";
import { findSuite } from "./find-suite";
import { loadTeamSuite } from "./load-team-suite";
import { type SuiteSound, suiteSounds } from "./suite-sounds";

export interface OpenedSuite {
  id: string;
  isBundled: boolean;
  loaded: LoadedSuite;
  /** as it was given; a bundled one is a file */
  document: unknown;
  sounds: SuiteSound[];
  updatedAt: Date | null;
}

/** A bundled suite by its name, or one of the team's by its id. Throws `not_found`. */
export async function openSuite(teamId: string, id: string): Promise<OpenedSuite> {
  const bundled = await findBundledSuite(id);
  if (bundled) return { id, isBundled: true, loaded: bundled, document: bundled.suite, sounds: [], updatedAt: null };
  const { document, updatedAt, ...suite } = await findSuite(teamId, id);
  const sounds = suiteSounds.parse(suite.sounds);
  return { id, isBundled: false, loaded: await loadTeamSuite(document, sounds), document, sounds, updatedAt };
}
