// `npm run model -- list`: what lies in models/, how large, and whether it is whole. Asks nobody.
import { readdir } from "node:fs/promises";
import path from "node:path";
import { expectedHash } from "./content-hash.mjs";
import { readHolder } from "./hold-folder.mjs";
import { areVoicesInPlace, isInPlace, statOf } from "./is-in-place.mjs";
import { VOICES_ARCHIVE } from "./plan-files.mjs";
import { readRecord } from "./pull-record.mjs";

/** @returns {Promise<{ name: string, sizeBytes: number, state: "complete" | "incomplete" | "being_pulled" | "by_hand", words: string }[]>} */
export async function listModels(modelsFolder) {
  const names = await foldersIn(modelsFolder);
  return Promise.all(names.map((name) => describeModel(path.join(modelsFolder, name), name)));
}

async function describeModel(folder, name) {
  const sizeBytes = await sizeOfTree(folder);
  const record = await readRecord(folder);
  const holder = await readHolder(folder);
  if (holder) return { name, sizeBytes, state: "being_pulled", words: `being pulled (process ${holder})` };
  if (!record) return { name, sizeBytes, state: "by_hand", words: "put here by hand or just begun: not checked" };
  const missing = await listMissing(folder, record);
  const origin = `${record.repo} ${record.commit.slice(0, 7)}`;
  if (missing.length === 0) return { name, sizeBytes, state: "complete", words: `complete · ${origin}` };
  const revision = record.revision === "main" ? "" : ` --revision ${record.revision}`;
  const words = `incomplete, without ${missing.join(", ")} · go on: npm run model -- pull ${record.repo}${revision}`;
  return { name, sizeBytes, state: "incomplete", words };
}

async function listMissing(folder, record) {
  const missing = [];
  for (const file of record.files) if (!(await isInPlace(folder, file, record))) missing.push(file.path);
  const archive = record.files.find((file) => file.path === VOICES_ARCHIVE);
  if (archive && !(await areVoicesInPlace(folder, record, expectedHash(archive)))) missing.push("voices/");
  return missing;
}

async function foldersIn(modelsFolder) {
  try {
    const names = (await readdir(modelsFolder)).sort();
    const found = await Promise.all(names.map((name) => statOf(path.join(modelsFolder, name))));
    return names.filter((_, index) => found[index]?.isDirectory());
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

async function sizeOfTree(folder) {
  let sizeBytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) sizeBytes += await sizeOfTree(place);
    else sizeBytes += (await statOf(place))?.size ?? 0;
  }
  return sizeBytes;
}
