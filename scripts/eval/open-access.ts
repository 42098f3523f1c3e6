/** The engine of a run: one that runs elsewhere, or one of our own with the rehearsal voice or a checkpoint. */

import { ProtocolError } from "@duologue/protocol";
import { createRehearsalModel } from "../../engine/src/model/rehearsal/rehearsal-model";
import { openTokenizer } from "../../engine/src/model/tokenizer/open-tokenizer";
import type { SileroFactory } from "../../engine/src/model/voice-activity/create-silero-factory";
import { connectEngine } from "../../evaluation/src/engine/connect-engine";
import type { EngineAccess } from "../../evaluation/src/engine/engine-access";
import { startOwnEngine } from "../../evaluation/src/engine/start-own-engine";
import type { RunArguments } from "./read-arguments";

export async function openAccess(asked: RunArguments, ears: SileroFactory, env: Record<string, string | undefined>): Promise<EngineAccess> {
  if (asked.engine !== null) {
    const secret = env.ENGINE_SECRET ?? "";
    if (secret.length < 32) {
      throw new ProtocolError(
        "invalid_input",
        "Expected ENGINE_SECRET with at least 32 characters, the same as the engine's, received none. Put it into .env.",
      );
    }
    const origin = (env.ENGINE_ORIGINS ?? "http://localhost:3000").split(",")[0] as string;
    const { engine: url, studioPort, offer } = asked;
    return connectEngine({ url, secret, studioPort, origin: origin.trim(), offer });
  }
  const tokenizer = await openTokenizer(env.TOKENIZER_FILE || undefined);
  if (asked.model === null) return startOwnEngine({ model: await createRehearsalModel({ tokenizer }), vad: ears });
  // only here: without a checkpoint nobody needs the native library
  const { createNativeModel } = await import("../../engine/src/model/native/native-model");
  const { model: folder, device, weights } = asked;
  const model = await createNativeModel({ folder, device, weights, keys: "from_weights", threads: 0, tokenizer });
  return startOwnEngine({ model, vad: ears });
}
