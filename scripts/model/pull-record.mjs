// What a folder in models/ was pulled from and what of it is right: models/<name>/.pull/record.json.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * @typedef {{ repo: string, revision: string, commit: string, files: import("./open-hub.mjs").HubFile[],
 *   checked: Record<string, { hash: string, sizeBytes: number, mtimeMs: number }>,
 *   voices: { archive: string, files: Record<string, number> } | null }} PullRecord
 */

const placeOf = (folder) => path.join(folder, ".pull", "record.json");

/** @returns {Promise<PullRecord | null>} null where there is none that can be read */
export async function readRecord(folder) {
  try {
    const record = JSON.parse(await readFile(placeOf(folder), "utf8"));
    return typeof record?.repo === "string" && Array.isArray(record.files) && record.checked ? record : null;
  } catch {
    return null;
  }
}

export async function writeRecord(folder, record) {
  const place = placeOf(folder);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(`${place}.new`, `${JSON.stringify(record, null, 2)}\n`);
  await rename(`${place}.new`, place);
}
