/** Suites and personas from files. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { importPersona, type PersonaDocument } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import { parseSuite } from "../suite/parse-suite";
import { assembleSuite, hashPersona, type LoadedSuite, readPersona } from "./assemble-suite";

/** Throws ProtocolError `invalid_input` or `not_found` that names the file and the place in it. */
export async function loadSuite(file: string): Promise<LoadedSuite> {
  const suite = parseSuite(await readJson(file));
  const folder = path.dirname(file);
  return assembleSuite(suite, {
    readPersonaFile: async (persona) => (await loadPersona(path.resolve(folder, persona))).document,
    readWavFile: (wav) => readBytes(path.resolve(folder, wav), wav),
  });
}

/** A persona file, with its hash: the version that is measured. */
export async function loadPersona(file: string): Promise<{ document: PersonaDocument; sha256: string }> {
  const text = new TextDecoder().decode(await readBytes(file, file));
  const document = readPersona(file, () => importPersona(text).document);
  return { document, sha256: hashPersona(document) };
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
