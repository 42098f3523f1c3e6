/** The bundled suites, and the file that a name or a path on the command line stands for. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ProtocolError } from "@duologue/protocol";

const FOLDER = fileURLToPath(new URL("../../evaluation/suites/", import.meta.url));
const ENDING = ".suite.json";

export function listSuites(): { name: string; file: string }[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(ENDING));
  return files.sort().map((file) => ({ name: file.slice(0, -ENDING.length), file: path.join(FOLDER, file) }));
}

export function findSuite(asked: string): string {
  const bundled = listSuites();
  const known = bundled.find(({ name }) => name === asked);
  if (known) return known.file;
  if (asked.endsWith(".json") && existsSync(asked)) return asked;
  const names = bundled.map(({ name }) => name).join(", ");
  throw new ProtocolError("not_found", `Expected a bundled suite (${names}) or the path of a ${ENDING} file, received ${asked}.`);
}
