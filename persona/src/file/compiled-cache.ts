import { type CompileOptions, compilePersona } from "../compile/compile-persona";
import { sha256Hex } from "../compile/sha256";
import type { PersonaDocument } from "../schema";
import { canonicalJson } from "./canonical-json";

/** Changes when equal documents may compile to other prompts. */
export const COMPILER_VERSION = "1.1.0";

/** What an exported file says about its own prompt: a convenience for readers, never trusted. */
export interface CompiledCache {
  compiler: string;
  /** of the canonical document without this cache, with `$schema` as a studio keeps it */
  inputSha256: string;
  prompt: string;
  promptSha256: string;
  tokens: number;
  exact: boolean;
  dropped: { text: string; reason: string }[];
}

/** Compiles a document (without cache) for its exported file. */
export function compiledCache(document: PersonaDocument, options: CompileOptions = {}): CompiledCache {
  const { prompt, promptSha256, tokens, exact, dropped } = compilePersona(document, options);
  return {
    compiler: COMPILER_VERSION,
    inputSha256: sha256Hex(canonicalJson(document)),
    prompt,
    promptSha256,
    tokens,
    exact,
    dropped: dropped.map(({ text, reason }) => ({ text, reason })),
  };
}
