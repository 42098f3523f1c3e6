/** Counts prompt tokens: exactly with the checkpoint's SentencePiece file, else by the estimate of @duologue/persona. */
import { access } from "node:fs/promises";
import { SentencePieceProcessor } from "@agnai/sentencepiece-js";
import { estimateTokens } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";

export interface TokenCounterPort {
  /** false: counts are estimates */
  readonly exact: boolean;
  /** Tokens of `text` as it stands; nothing is added before or after. */
  count(text: string): number;
}

/**
 * Without a path: the estimate. Rejects with ProtocolError `invalid_input` when the file is missing or is not a SentencePiece model:
 * a wrong tokenizer must not pass for an exact one.
 */
export async function openTokenizer(filePath: string | undefined): Promise<TokenCounterPort> {
  if (!filePath) return { exact: false, count: estimateTokens };
  await access(filePath).catch(() => {
    throw refused(filePath, "no readable file");
  });
  const processor = new SentencePieceProcessor();
  try {
    await processor.load(filePath);
  } catch {
    throw refused(filePath, "a file that SentencePiece cannot load");
  }
  // The library loads anything and then finds no pieces at all.
  if (processor.encodeIds("a b").length === 0) throw refused(filePath, "a file that holds no SentencePiece model");
  return { exact: true, count: (text) => (text === "" ? 0 : processor.encodeIds(text).length) };
}

function refused(filePath: string, received: string): ProtocolError {
  const message =
    `TOKENIZER_FILE: expected the checkpoint's SentencePiece model (tokenizer_spm_32k_3.model) at ${filePath}, received ${received}. ` +
    "Correct the path, or leave the setting out to count by estimate.";
  return new ProtocolError("invalid_input", message);
}
