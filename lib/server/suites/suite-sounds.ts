/** The sounds of a team's suite: stored files, and the paths that the suite knows them by. */
import { createHash, randomUUID } from "node:crypto";
import { measureWav } from "@duologue/evaluation/suites";
import { ProtocolError } from "@duologue/protocol";
import { z } from "zod";
import { storage } from "../storage/storage";

export const suiteSounds = z.array(
  z.object({
    path: z.string(),
    key: z.string(),
    bytes: z.number(),
    /** those of the first suites do not have these two; their keys are made of the hash */
    sha256: z.string().optional(),
    lengthMs: z.number().optional(),
  }),
);
export type SuiteSound = z.infer<typeof suiteSounds>[number];

/** Under a key of its own: what one suite lets go of, another cannot lose. */
export async function storeSound(teamId: string, wavPath: string, wav: Uint8Array): Promise<SuiteSound> {
  const { lengthMs } = measureWav(wav, wavPath);
  const key = `suites/${teamId}/${randomUUID()}.wav`;
  await storage().put(key, wav);
  return { path: wavPath, key, bytes: wav.byteLength, sha256: createHash("sha256").update(wav).digest("hex"), lengthMs };
}

export async function readSound(sounds: readonly SuiteSound[], wavPath: string): Promise<Uint8Array> {
  const sound = sounds.find(({ path }) => path === wavPath);
  const bytes = sound ? await storage().get(sound.key) : null;
  if (bytes) return bytes;
  const words = `Expected a sound that this suite holds, received ${wavPath}. Bring it in a zip with the suite, or use text.`;
  throw new ProtocolError("invalid_input", words, { fields: { [wavPath]: "expected a sound that this suite holds" } });
}
