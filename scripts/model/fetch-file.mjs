// One file from the hub to the disk. What has arrived lies in a part named after the content, so that a later try, after a broken
// connection, Ctrl-C or kill -9, goes on from there, and never with bytes of another version. Takes its final name only when it is right.
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { expectedHash, hashPlace, startContentHash } from "./content-hash.mjs";
import { statOf } from "./is-in-place.mjs";
import { GO_ON, isPassing, PullError } from "./pull-error.mjs";

const FRUITLESS_TRIES = 6;

export const partPlace = (folder, file) => path.join(folder, ".pull", `${expectedHash(file)}.part`);

/**
 * @param {{ hub: ReturnType<import("./open-hub.mjs").openHub>, commit: string, file: import("./open-hub.mjs").HubFile, folder: string,
 *   signal?: AbortSignal, pause: (ms: number) => Promise<unknown>, onProgress?: (bytes: number, what: "checking" | "fetching") => void }} options
 * @returns {Promise<{ resumedAtBytes: number }>}
 */
export async function fetchFile({ hub, commit, file, folder, signal, pause, onProgress = () => {} }) {
  const part = partPlace(folder, file);
  await mkdir(path.dirname(part), { recursive: true });
  const resumedAtBytes = await completePart({ hub, commit, file, part, signal, pause, onProgress });
  await rename(part, path.join(folder, file.path));
  return { resumedAtBytes };
}

async function completePart(options) {
  const { file, part } = options;
  let heldBytes = (await statOf(part))?.size ?? 0;
  if (heldBytes > file.sizeBytes) {
    await rm(part);
    heldBytes = 0;
  }
  if (await receive(options, heldBytes)) return heldBytes;
  await rm(part, { force: true });
  // What an earlier run left may be what was wrong: once from the start.
  if (heldBytes > 0 && (await receive(options, 0))) return 0;
  await rm(part, { force: true });
  throw new PullError(
    "wrong_content",
    `${file.path} arrived with other bytes than the hub promises (${file.sha256 ? "sha256" : "git hash"} ${expectedHash(file)}); they were thrown away.\nRun the command again; if it happens again, something between here and the hub changes what it carries.`,
  );
}

/** Appends to the part until it is as long as the file; whether its hash is right. */
async function receive({ hub, commit, file, part, signal, pause, onProgress }, heldBytes) {
  let hash = startContentHash(file);
  const handle = await open(part, "a").catch(explainDisk);
  try {
    let sizeBytes = heldBytes;
    if (heldBytes > 0) await hashPlace(hash, part, { signal, onProgress: (bytes) => onProgress(bytes, "checking") });
    let furthestBytes = heldBytes;
    let fruitless = 0;
    // An empty file is asked for too: the first file shows whether the licence was accepted.
    let isWhole = heldBytes > 0 && heldBytes === file.sizeBytes;
    while (!isWhole) {
      try {
        for await (const chunk of hub.read(commit, file, sizeBytes)) {
          if (sizeBytes + chunk.length > file.sizeBytes) return false;
          await handle.appendFile(chunk).catch(explainDisk);
          hash.update(chunk);
          sizeBytes += chunk.length;
          onProgress(sizeBytes, "fetching");
        }
        if (sizeBytes < file.sizeBytes) throw new PullError("broken_connection", `The connection to ${hub.endpoint} ended early.`);
        isWhole = true;
      } catch (error) {
        if (signal?.aborted || !isPassing(error)) throw error;
        if (error.code === "range_ignored") {
          await handle.truncate(0);
          hash = startContentHash(file);
          sizeBytes = 0;
        }
        isWhole = sizeBytes > 0 && sizeBytes === file.sizeBytes;
        fruitless = sizeBytes > furthestBytes ? 0 : fruitless + 1;
        furthestBytes = Math.max(furthestBytes, sizeBytes);
        if (fruitless >= FRUITLESS_TRIES) throw new PullError(error.code, `${error.message}\n${GO_ON}`);
        if (fruitless > 0 && !isWhole) await pause(1000 * 2 ** (fruitless - 1));
      }
    }
    await handle.sync().catch(explainDisk);
    return hash.digest("hex") === expectedHash(file);
  } finally {
    await handle.close();
  }
}

function explainDisk(error) {
  if (error.code === "ENOSPC" || error.code === "EDQUOT")
    throw new PullError("disk_full", `The disk is full. Make room, then run the command again.\n${GO_ON}`);
  throw error;
}
