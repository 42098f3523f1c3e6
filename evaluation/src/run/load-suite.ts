/** A suite file with everything that belongs to it: its personas, its sounds, and one hash over all of it. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { canonicalJson, importPersona, type PersonaDocument, PersonaError, parsePersona } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import { parseSuite } from "../suite/parse-suite";
import type { PersonaSource, Suite } from "../suite/schema";
import { buildRole } from "./build-role";
import { sha256 } from "./sha256";

export interface LoadedSuite {
  readonly suite: Suite;
  /** of the suite, its personas and its sounds: another hash is another test */
  readonly sha256: string;
  /** the suite's own, by name */
  readonly personas: ReadonlyMap<string, PersonaDocument>;
  readWavFile(file: string): Promise<Uint8Array>;
}

/** Throws ProtocolError `invalid_input` or `not_found` that names the file and the place in it. */
export async function loadSuite(file: string): Promise<LoadedSuite> {
  const suite = parseSuite(await readJson(file));
  const folder = path.dirname(file);
  const personas = new Map<string, PersonaDocument>();
  for (const [name, source] of Object.entries(suite.personas)) personas.set(name, await readSource(name, source, folder));
  const sounds = new Map<string, Uint8Array>();
  for (const wav of findWavs(suite)) sounds.set(wav, await readBytes(path.resolve(folder, wav), wav));
  return {
    suite,
    sha256: sha256(
      canonicalJson({
        suite: { ...suite, $schema: undefined },
        personas: Object.fromEntries(personas),
        sounds: Object.fromEntries([...sounds].map(([name, bytes]) => [name, sha256(bytes)])),
      }),
    ),
    personas,
    async readWavFile(wav) {
      const bytes = sounds.get(wav);
      if (!bytes) throw new ProtocolError("not_found", `Expected ${wav} among the suite's sounds, received none.`);
      return bytes;
    },
  };
}

/** A persona file, with its hash: the version that is measured. */
export async function loadPersona(file: string): Promise<{ document: PersonaDocument; sha256: string }> {
  const text = new TextDecoder().decode(await readBytes(file, file));
  const document = readPersona(file, () => importPersona(text).document);
  return { document, sha256: hashPersona(document) };
}

export function hashPersona(document: PersonaDocument): string {
  return sha256(canonicalJson(document));
}

function readPersona(place: string, read: () => PersonaDocument): PersonaDocument {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PersonaError)) throw error;
    throw new ProtocolError(error.code, `${place}: ${error.message}`, { fields: error.fields });
  }
}

async function readSource(name: string, source: PersonaSource, folder: string): Promise<PersonaDocument> {
  if ("role" in source) return buildRole(source.role);
  if ("file" in source) return (await loadPersona(path.resolve(folder, source.file))).document;
  return readPersona(`personas.${name}`, () => parsePersona(source.document).document);
}

function findWavs(suite: Suite): string[] {
  const pieces = suite.scenarios.flatMap(({ script }) => script.flatMap(({ say }) => (Array.isArray(say) ? say : [])));
  return [...new Set(pieces.flatMap((piece) => ("wav" in piece ? [piece.wav] : [])))].sort();
}

async function readJson(file: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(file, file));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProtocolError("invalid_input", `${file}: expected JSON, received something else (${(error as Error).message}).`);
  }
}

async function readBytes(file: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new ProtocolError(
      "not_found",
      `${name}: expected a file that can be read, received ${(error as NodeJS.ErrnoException).code}. Correct the path.`,
    );
  }
}
