/** Token counts by the checkpoint's own tokenizer where an engine has it, else by estimate. */
import { estimateTokens } from "@duologue/persona";
import { type TokenCounts, tokenCounts } from "@duologue/protocol";
import { askEngine, type EngineAddress } from "../engines/ask-engine";
import { findLiveEngines } from "../engines/find-engines";

const LIMIT_MS = 2_500;

/** Asks an engine that counts exactly. An engine that does not answer is no error: the reply says `exact: false`. */
export async function countTokens(texts: string[]): Promise<TokenCounts> {
  const engine = (await findLiveEngines()).find(({ exactTokens }) => exactTokens);
  return (engine && (await countExactly(engine, texts))) ?? { counts: texts.map(estimateTokens), exact: false };
}

/** null where this engine cannot say. */
export async function countExactly(engine: EngineAddress, texts: string[]): Promise<TokenCounts | null> {
  const answer = await askEngine(engine, "/tokens", { texts }, LIMIT_MS).catch(() => null);
  const parsed = tokenCounts.safeParse(answer);
  const isWhole = parsed.success && parsed.data.exact && parsed.data.counts.length === texts.length;
  return isWhole ? parsed.data : null;
}
