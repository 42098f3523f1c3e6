import { type CompileResult, chooseSampling, compilePersona, estimateTokens, type PersonaDocument } from "@duologue/persona";
import { ProtocolError, sampling } from "@duologue/protocol";
import type { EngineAccess, NewCall } from "../engine/engine-access";

const MAX_ROUNDS = 6;

export interface CompiledCall {
  readonly call: Omit<NewCall, "seed" | "maxCallSeconds" | "record">;
  /** of the flow's nodes, by id */
  readonly titles: ReadonlyMap<string, string>;
}

/** Prompt, program and sampling as a call of the studio's would have them. Throws ProtocolError where the persona cannot be called. */
export async function compileCall(
  document: PersonaDocument,
  access: Pick<EngineAccess, "countTokens" | "findVoice" | "speaker">,
): Promise<CompiledCall> {
  const { prompt, promptSha256, program, problems } = await compileCounted(document, access);
  const [first] = problems.filter(({ level, code }) => level === "error" && code !== "voice_without_consent");
  if (first) throw new ProtocolError(first.code === "prompt_over_budget" ? "prompt_over_budget" : "persona_invalid", first.message);
  const settings = sampling.safeParse(chooseSampling(document.engine.sampling, access.speaker().sampling));
  if (!settings.success) throw new ProtocolError("persona_invalid", "A sampling setting of this persona is out of range.");
  const titles = Object.entries(document.flow.nodes).map(([id, { data }]): [string, string] => [
    id,
    "title" in data && typeof data.title === "string" ? data.title : "",
  ]);
  const voice = (await access.findVoice?.(document)) ?? null;
  return { call: { prompt, promptSha256, program, voice, sampling: settings.data }, titles: new Map(titles) };
}

/** With the model's own count where it has one: what the compiler asks for is counted, and it runs again until it asks for nothing new. */
async function compileCounted(document: PersonaDocument, access: Pick<EngineAccess, "countTokens">): Promise<CompileResult> {
  const known = new Map<string, number>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const missing = new Set<string>();
    const countTokens = (text: string) => {
      if (!known.has(text)) missing.add(text);
      return known.get(text) ?? estimateTokens(text);
    };
    const result = compilePersona(document, { countTokens, exact: true });
    if (missing.size === 0) return result;
    const texts = [...missing];
    const counts = await access.countTokens(texts);
    if (!counts) break;
    for (const [k, text] of texts.entries()) known.set(text, counts[k] as number);
  }
  return compilePersona(document, { countTokens: estimateTokens, exact: false });
}
