// Reads every source file and says which imports break the house's rules.
import { readdirSync } from "node:fs";
import path from "node:path";
import { judgeImport } from "./judge-import.mjs";
import { readImports } from "./read-imports.mjs";
import { ROOMS } from "./rules.mjs";

const SKIPPED = new Set(["node_modules", "generated", "migrations"]);

/** Returns how many files and imports were read. Throws, listing every breach and every circle of imports. */
export function checkBoundaries() {
  const files = [...new Set(ROOMS.map(({ room }) => room.split("/")[0]))].flatMap(sourceFiles);
  const graph = new Map(files.map((file) => [file, readImports(file)]));
  const breaches = [];
  for (const [file, imports] of graph) {
    for (const found of imports) {
      const words = judgeImport(file, found);
      if (words) breaches.push(`${file}:${found.line} ${words}`);
    }
  }
  if (breaches.length > 0)
    throw new Error(`Imports against the house's directions (scripts/boundaries/rules.mjs):\n${breaches.join("\n")}`);
  return `${files.length} files, ${[...graph.values()].flat().length} imports`;
}

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(place);
    return /\.(ts|tsx)$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [place] : [];
  });
}
