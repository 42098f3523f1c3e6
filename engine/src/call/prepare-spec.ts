import { directorProgram } from "@duologue/persona";
import { type CallSpec, ProtocolError } from "@duologue/protocol";
import type { CallServices } from "./call-services";
import type { SessionSpec } from "./ports";

export interface PreparedSpec {
  spec: CallSpec;
  session: SessionSpec;
}

/** Fetches the snapshot that this call runs on, and its voice. Throws ProtocolError, `persona_invalid` where the program cannot be run. */
export async function prepareSpec(callId: string, { studio }: Pick<CallServices, "studio">): Promise<PreparedSpec> {
  const spec = await studio.fetchSpec(callId);
  const program = directorProgram.safeParse(spec.program);
  if (!program.success) {
    throw new ProtocolError(
      "persona_invalid",
      "Expected a director program of version 1 in the call spec; update engine and studio together.",
    );
  }
  const voicePcm = spec.voice ? await studio.fetchVoice(spec.voice.id) : null;
  const { prompt, sampling, seed } = spec;
  return { spec, session: { prompt, program: program.data, voicePcm, sampling, seed } };
}
