import { type CompileResult, compilePersona, estimateTokens, type PersonaDocument } from "@duologue/persona";
import type { EngineAddress } from "../engines/ask-engine";
import { countExactly } from "../tokens/count-tokens";

const MAX_ROUNDS = 6;

/**
 * Compiles with the token counts of the engine that will answer. The compiler counts synchronously, so it runs with what
 * is known, the texts it asked for are counted at the engine, and it runs again until it asks for nothing new.
 */
export async function compileForEngine(
  document: PersonaDocument,
  engine: EngineAddress & { exactTokens: boolean },
): Promise<CompileResult> {
  const estimated = () => compilePersona(document, { countTokens: estimateTokens, exact: false });
  if (!engine.exactTokens) return estimated();
  const known = new Map<string, number>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const missing = new Set<string>();
    const countTokens = (text: string) => {
      const count = known.get(text);
      if (count === undefined) missing.add(text);
      return count ?? estimateTokens(text);
    };
    const result = compilePersona(document, { countTokens, exact: true });
    if (missing.size === 0) return result;
    const texts = [...missing];
    const reply = await countExactly(engine, texts);
    if (!reply) break;
    texts.forEach((text, index) => {
      known.set(text, reply.counts[index] as number);
    });
  }
  return estimated();
}
