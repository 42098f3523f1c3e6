/** The suites that come with the studio: files, read when they are asked for. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { assembleSuite, type LoadedSuite, parseSuite } from "@duologue/evaluation/suites";
import { importPersona } from "@duologue/persona";

const ENDING = ".suite.json";
const folder = () => path.join(/* turbopackIgnore: true */ process.cwd(), "evaluation/suites");
const known = new Map<string, Promise<LoadedSuite>>();

export async function listBundledNames(): Promise<string[]> {
  const files = await readdir(folder());
  return files
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

/** Null where none has that name. They do not change while the studio runs. */
export async function findBundledSuite(name: string): Promise<LoadedSuite | null> {
  if (!(await listBundledNames()).includes(name)) return null;
  const loading = known.get(name) ?? load(name);
  known.set(name, loading);
  return loading;
}

/** The file as it lies there. */
export function readBundledText(name: string): Promise<string> {
  return readFile(path.join(folder(), `${name}${ENDING}`), "utf8");
}

/** A sound by the path that a bundled suite names it by. */
export async function readBundledSound(wav: string): Promise<Uint8Array> {
  return readFile(path.resolve(folder(), wav));
}

async function load(name: string): Promise<LoadedSuite> {
  return assembleSuite(parseSuite(JSON.parse(await readBundledText(name))), {
    readPersonaFile: async (file) => importPersona(await readFile(path.resolve(folder(), file), "utf8")).document,
    readWavFile: readBundledSound,
  });
}
