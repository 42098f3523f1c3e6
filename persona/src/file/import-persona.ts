import { sha256Hex } from "../compile/sha256";
import { parsePersona } from "../parse-persona";
import { PersonaError } from "../persona-error";
import { type PersonaDocument, SPEC_VERSION } from "../schema";
import { canonicalJson } from "./canonical-json";
import { COMPILER_VERSION, type CompiledCache, compiledCache } from "./compiled-cache";
import { keyLists } from "./key-lists";
import { migrateFile } from "./migrations/migrate-file";
import { shortSchemaAddress } from "./schema-address";

const MAX_CHARACTERS = 2_000_000;
const MAX_DEPTH = 60;

export interface ImportedPersona {
  document: PersonaDocument;
  /** what the person importing should know; each says what happened and what to do, if anything */
  warnings: string[];
}

/**
 * Reads the text of a persona file. Unknown keys are kept at every level, older forms are migrated, lists of nodes and edges
 * become maps, and the compiled prompt is left out: it is computed again, never believed.
 * @throws PersonaError `persona_newer` for a newer major version, `persona_invalid` for anything that cannot be read
 */
export function importPersona(text: string): ImportedPersona {
  const { file, from } = migrateFile(readJson(text));
  const warnings: string[] = [];
  if (from !== null)
    warnings.push(`The file was in the older format ${from} and has been brought to ${SPEC_VERSION}. Export it again to keep it that way.`);
  const { compiled, ...rest } = keyLists(file, warnings);
  if (typeof rest.$schema === "string") rest.$schema = shortSchemaAddress(rest.$schema);
  const { document } = parsePersona(rest);
  if (isNewerMinor(document.specVersion)) {
    warnings.push(
      `The file is in the newer format ${document.specVersion}; this studio knows ${SPEC_VERSION}. What it does not know is kept but has no effect.`,
    );
  }
  if (compiled !== undefined) warnings.push(...checkCache(document, compiled));
  if (document.voice.kind === "sample") {
    warnings.push("The voice sample itself is not in the file. If this team does not have the voice, upload it and choose it again.");
  }
  return { document, warnings };
}

function readJson(text: string): Record<string, unknown> {
  if (text.length > MAX_CHARACTERS) {
    throw new PersonaError(
      "persona_invalid",
      `Expected a persona file of at most 2 MB, received ${(text.length / 1_000_000).toFixed(1)} MB. Choose another file.`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new PersonaError("persona_invalid", "Expected JSON, received something else. Choose a file that ends in .persona.json.");
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new PersonaError("persona_invalid", "Expected a persona object, received a bare value or a list. Choose a .persona.json file.");
  }
  if (isDeeperThan(json, MAX_DEPTH)) {
    throw new PersonaError(
      "persona_invalid",
      `Expected at most ${MAX_DEPTH} levels of nesting, received more. Flatten the file's extensions.`,
    );
  }
  return json as Record<string, unknown>;
}

function isDeeperThan(root: object, limit: number): boolean {
  let level: object[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= limit) return true;
    level = level.flatMap((value) => Object.values(value)).filter((value) => typeof value === "object" && value !== null);
  }
  return false;
}

function isNewerMinor(version: string): boolean {
  const minor = (text: string) => Number.parseInt(text.split(".")[1] ?? "0", 10);
  return minor(version) > minor(SPEC_VERSION);
}

function checkCache(document: PersonaDocument, compiled: unknown): string[] {
  const claimed = (typeof compiled === "object" && compiled !== null ? compiled : {}) as Partial<CompiledCache>;
  if (claimed.inputSha256 !== sha256Hex(canonicalJson(document))) {
    return ["The file was edited after its prompt was compiled, so the prompt has been compiled again. Look at it under Prompt."];
  }
  // a prompt counted by the real tokenizer cannot be checked by estimate
  if (claimed.exact === true) return [];
  if (claimed.prompt === compiledCache(document).prompt) return [];
  const older = claimed.compiler === COMPILER_VERSION ? "" : ` by compiler ${String(claimed.compiler).slice(0, 20)}`;
  return [`The prompt in the file was compiled differently${older}; it has been compiled again. Look at it under Prompt.`];
}
