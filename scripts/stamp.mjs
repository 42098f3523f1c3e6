// Remembers what a step was done for, so that it is done again only when its inputs changed.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const STAMPS = "node_modules/.duologue";
const IGNORED = new Set(["node_modules", ".next", "generated", "dist", "test-results"]);

/** SHA-256 over the contents of files and folders (in sorted order), and over `extra`. Missing ones count as empty. */
export function fingerprint(places, extra = "") {
  const hash = createHash("sha256").update(extra);
  for (const place of places) addPlace(hash, place);
  return hash.digest("hex");
}

function addPlace(hash, place) {
  let entries;
  try {
    entries = readdirSync(place, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") hash.update(place).update(readFileSync(place));
    else if (error.code !== "ENOENT") throw error;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (IGNORED.has(entry.name) || /\.(test|spec)\.tsx?$/.test(entry.name)) continue;
    addPlace(hash, path.join(place, entry.name));
  }
}

export function isDone(name, print) {
  try {
    return readFileSync(path.join(STAMPS, name), "utf8") === print;
  } catch {
    return false;
  }
}

export function markDone(name, print) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(path.join(STAMPS, name), print);
}
