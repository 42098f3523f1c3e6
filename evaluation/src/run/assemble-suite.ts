/** A suite with all that belongs to it: its personas, its sounds, and one hash over them. Where they lie is the reader's business. */
import { canonicalJson, type PersonaDocument, PersonaError, parsePersona } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import { listSounds } from "../suite/list-sounds";
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

export interface SuiteReaders {
  /** both by the paths that the suite names */
  readPersonaFile(file: string): Promise<PersonaDocument>;
  readWavFile(file: string): Promise<Uint8Array>;
}

/** Throws ProtocolError `invalid_input` or `not_found` that names the place in the suite. */
export async function assembleSuite(suite: Suite, readers: SuiteReaders): Promise<LoadedSuite> {
  const personas = new Map<string, PersonaDocument>();
  for (const [name, source] of Object.entries(suite.personas)) personas.set(name, await readSource(name, source, readers));
  const sounds = new Map<string, Uint8Array>();
  for (const wav of listSounds(suite)) sounds.set(wav, await readers.readWavFile(wav));
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

export function hashPersona(document: PersonaDocument): string {
  return sha256(canonicalJson(document));
}

/** What `read` gives, or its refusal with the place where it was read. */
export function readPersona(place: string, read: () => PersonaDocument): PersonaDocument {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PersonaError)) throw error;
    throw new ProtocolError(error.code, `${place}: ${error.message}`, { fields: error.fields });
  }
}

async function readSource(name: string, source: PersonaSource, { readPersonaFile }: SuiteReaders): Promise<PersonaDocument> {
  if ("role" in source) return buildRole(source.role);
  if ("file" in source) return readPersonaFile(source.file);
  return readPersona(`personas.${name}`, () => parsePersona(source.document).document);
}
