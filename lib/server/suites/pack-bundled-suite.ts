/** A bundled suite on its own, away from the files that it names: its personas stand in it, its sounds lie beside it. */
import path from "node:path";
import { type LoadedSuite, listSounds } from "@duologue/evaluation/suites";
import { readBundledText } from "./bundled-suites";
import type { SuiteFiles } from "./suite-files";

export async function packBundledSuite(name: string, loaded: LoadedSuite): Promise<SuiteFiles> {
  const text = await readBundledText(name);
  const wavs = listSounds(loaded.suite);
  const personas = Object.entries(loaded.suite.personas).filter(([, source]) => "file" in source);
  if (wavs.length === 0 && personas.length === 0) return { text, sounds: new Map() };
  const document = JSON.parse(text, (key, value: unknown) =>
    key === "wav" && typeof value === "string" && wavs.includes(value) ? besideIt(value) : value,
  ) as { personas?: Record<string, unknown> };
  for (const [own] of personas) document.personas = { ...document.personas, [own]: { document: loaded.personas.get(own) } };
  const sounds = await Promise.all(wavs.map(async (wav) => [besideIt(wav), await loaded.readWavFile(wav)] as const));
  return { text: `${JSON.stringify(document, null, 2)}\n`, sounds: new Map(sounds) };
}

function besideIt(wav: string): string {
  return `sounds/${path.posix.basename(wav)}`;
}
