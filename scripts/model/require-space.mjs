// Before anything large is fetched: is there room for what is still missing?
import { statfs } from "node:fs/promises";
import path from "node:path";
import { partPlace } from "./fetch-file.mjs";
import { formatBytes } from "./format-bytes.mjs";
import { statOf } from "./is-in-place.mjs";
import { PullError } from "./pull-error.mjs";

/** For the voices, and so that the machine does not stand still at the last byte. */
const MARGIN_BYTES = 256 * 2 ** 20;

export async function requireSpace(folder, files) {
  let missingBytes = 0;
  for (const file of files) {
    const lies = (await sizeOf(path.join(folder, file.path))) === file.sizeBytes;
    if (!lies) missingBytes += file.sizeBytes - Math.min(file.sizeBytes, await sizeOf(partPlace(folder, file)));
  }
  if (missingBytes === 0) return;
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes >= missingBytes + MARGIN_BYTES) return;
  throw new PullError(
    "disk_full",
    `Expected ${formatBytes(missingBytes + MARGIN_BYTES)} of free disk for ${folder}, found ${formatBytes(freeBytes)}.\nMake room, or make models/ a link to a folder on a larger disk, and run the command again.`,
  );
}

const sizeOf = async (place) => (await statOf(place))?.size ?? 0;
