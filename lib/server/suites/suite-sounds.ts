/** The sounds of a team's suite: files that are named by what they hold, and the paths that the suite knows them by. */
import { createHash } from "node:crypto";
import { ProtocolError } from "@duologue/protocol";
import { z } from "zod";
import { storage } from "../storage/storage";

export const suiteSounds = z.array(z.object({ path: z.string(), key: z.string(), bytes: z.number() }));
export type SuiteSound = z.infer<typeof suiteSounds>[number];

export async function storeSound(teamId: string, wavPath: string, wav: Uint8Array): Promise<SuiteSound> {
  const key = `suites/${teamId}/${createHash("sha256").update(wav).digest("hex")}.wav`;
  await storage().put(key, wav);
  return { path: wavPath, key, bytes: wav.byteLength };
}

export async function readSound(sounds: readonly SuiteSound[], wavPath: string): Promise<Uint8Array> {
  const sound = sounds.find(({ path }) => path === wavPath);
  const bytes = sound ? await storage().get(sound.key) : null;
  if (bytes) return bytes;
  const words = `Expected a sound that this suite holds, received ${wavPath}. Make a test from a call to bring a sound in, or use text.`;
  throw new ProtocolError("invalid_input", words, { fields: { [wavPath]: "expected a sound that this suite holds" } });
}
