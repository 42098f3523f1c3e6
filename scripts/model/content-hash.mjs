// The hub names large files by the SHA-256 of their bytes, and small ones by git's hash of a blob.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** @param {import("./open-hub.mjs").HubFile} file */
export function startContentHash(file) {
  return file.sha256 ? createHash("sha256") : createHash("sha1").update(`blob ${file.sizeBytes}\0`);
}

export const expectedHash = (file) => file.sha256 ?? file.gitOid;

/** Adds what lies at `place` to `hash`; returns how many bytes that were. */
export async function hashPlace(hash, place, { signal, onProgress = () => {} } = {}) {
  let sizeBytes = 0;
  for await (const chunk of createReadStream(place, { highWaterMark: 1 << 20, ...(signal && { signal }) })) {
    hash.update(chunk);
    sizeBytes += chunk.length;
    onProgress(sizeBytes);
  }
  return sizeBytes;
}

/** Whether the bytes at `place` are the hub's. */
export async function holdsContent(file, place, options) {
  const hash = startContentHash(file);
  await hashPlace(hash, place, options);
  return hash.digest("hex") === expectedHash(file);
}
