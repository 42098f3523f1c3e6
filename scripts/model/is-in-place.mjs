// Whether a file lies there as it was when its hash was last checked: cheap, reads none of its bytes.
import { stat } from "node:fs/promises";
import path from "node:path";
import { expectedHash } from "./content-hash.mjs";

export async function isInPlace(folder, file, record) {
  const seen = record.checked[file.path];
  if (seen?.hash !== expectedHash(file)) return false;
  const lies = await statOf(path.join(folder, file.path));
  return lies?.size === file.sizeBytes && lies.mtimeMs === seen.mtimeMs;
}

export async function areVoicesInPlace(folder, record, archiveHash) {
  if (!record.voices || record.voices.archive !== archiveHash) return false;
  for (const [name, sizeBytes] of Object.entries(record.voices.files)) {
    if ((await statOf(path.join(folder, "voices", name)))?.size !== sizeBytes) return false;
  }
  return true;
}

export async function statOf(place) {
  try {
    return await stat(place);
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}
