import { assembleSuite, type LoadedSuite, parseSuite } from "@duologue/evaluation/suites";
import { ProtocolError } from "@duologue/protocol";
import { checkSounds } from "./check-sounds";
import { readSound, type SuiteSound } from "./suite-sounds";

/** A suite that lies in the database, or is about to with the sounds that are brought. Throws `invalid_input` that names every place. */
export async function loadTeamSuite(
  document: unknown,
  sounds: readonly SuiteSound[],
  brought: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<LoadedSuite> {
  const suite = parseSuite(document);
  checkSounds(suite, { brought, held: new Set(sounds.map(({ path }) => path)) });
  return assembleSuite(suite, {
    readPersonaFile: async (file) => {
      const words = `Expected personas that stand in the suite itself, received the file ${file}. Put its document in its place.`;
      throw new ProtocolError("invalid_input", words, { fields: { personas: words } });
    },
    readWavFile: async (wav) => brought.get(wav) ?? readSound(sounds, wav),
  });
}
