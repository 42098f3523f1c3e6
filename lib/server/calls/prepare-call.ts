import { randomInt } from "node:crypto";
import type { Engine } from "@duologue/db";
import { type CompileResult, chooseSampling, type PersonaDocument } from "@duologue/persona";
import { type CallSpec, ProtocolError, type Sampling, sampling } from "@duologue/protocol";
import { answererOf, pickEngine } from "../engines/find-engines";
import { compileForEngine } from "./compile-for-engine";
import { findCallVoice } from "./find-call-voice";

/** A CallSpec without its call's id, as it is stored. */
export type StoredSpec = Omit<CallSpec, "callId">;
const MAX_SEED = 2 ** 31;

/**
 * Everything that has to be right before a call exists: voice with consent, a flow without errors, an engine. Throws
 * `voice_…`, `persona_invalid`, `prompt_over_budget`, `engine_unavailable`, `engine_draining` or `model_unavailable`.
 */
export async function prepareCall(
  teamId: string,
  document: PersonaDocument,
  maxCallSeconds: number,
  offer: string | null,
): Promise<{ engine: Engine; spec: StoredSpec }> {
  const voice = await findCallVoice(teamId, document);
  const engine = await pickEngine(offer);
  const compiled = await compileForEngine(document, engine);
  requireCallable(compiled);
  const { prompt, promptSha256, program } = compiled;
  const recommended = answererOf(engine, offer)?.speaker.sampling;
  const seed = document.engine.seed ?? randomInt(MAX_SEED);
  return {
    engine,
    spec: { prompt, promptSha256, program, voice, sampling: readSampling(document, recommended), seed, maxCallSeconds, record: true },
  };
}

function requireCallable({ problems }: CompileResult): void {
  // consent is judged by its records, not by the document's copy of them
  const [first, ...rest] = problems.filter(({ level, code }) => level === "error" && code !== "voice_without_consent");
  if (!first) return;
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  throw new ProtocolError(first.code === "prompt_over_budget" ? "prompt_over_budget" : "persona_invalid", `${first.message}${more}`);
}

function readSampling({ engine }: PersonaDocument, recommended: Sampling | undefined): Sampling {
  const parsed = sampling.safeParse(chooseSampling(engine.sampling, recommended));
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(parsed.error.issues.map((issue) => [`engine.sampling.${issue.path.join(".")}`, issue.message]));
  throw new ProtocolError("persona_invalid", "A sampling setting of this persona is out of range.", { fields });
}
