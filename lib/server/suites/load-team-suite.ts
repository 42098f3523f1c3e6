import { assembleSuite, type LoadedSuite, parseSuite, type Suite } from "@duologue/evaluation/suites";
import { ProtocolError } from "@duologue/protocol";
import { readSound, type SuiteSound } from "./suite-sounds";

/** A suite that lies in the database, checked whole. Throws `invalid_input` that names the place. */
export async function loadTeamSuite(document: unknown, sounds: readonly SuiteSound[]): Promise<LoadedSuite> {
  const suite: Suite = parseSuite(document);
  return assembleSuite(suite, {
    readPersonaFile: async (file) => {
      const words = `Expected personas that stand in the suite itself, received the file ${file}. Put its document in its place.`;
      throw new ProtocolError("invalid_input", words, { fields: { personas: words } });
    },
    readWavFile: (wav) => readSound(sounds, wav),
  });
}
