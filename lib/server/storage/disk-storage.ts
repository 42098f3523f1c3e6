/** Storage on disk. Keys are paths of plain names below one folder. */
import { randomUUID } from "node:crypto";
import { mkdir, open as openFile, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Storage } from "./port";
import { streamFile } from "./stream-file";

const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

export function diskStorage(folder: string): Storage {
  const root = path.resolve(/* turbopackIgnore: true */ folder);
  const locate = (key: string) => path.join(root, ...safeSegments(key));
  const sizeOf = async (key: string) => {
    const found = await stat(locate(key)).catch(ignoreMissing);
    return found?.isFile() ? found.size : null;
  };
  return {
    async put(key, content) {
      const file = locate(key);
      const temporary = path.join(path.dirname(file), `.${randomUUID()}.part`);
      await mkdir(path.dirname(file), { recursive: true });
      // open before anything flows: a stream that broke at once could be tidied up after before its file was there
      const handle = await openFile(temporary, "wx", 0o600);
      try {
        const source = content instanceof Uint8Array ? Readable.from([content]) : Readable.fromWeb(content as never);
        await pipeline(source, handle.createWriteStream());
        const { size } = await stat(temporary);
        await rename(temporary, file);
        return size;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      } finally {
        await handle.close();
      }
    },
    async get(key) {
      return (await readFile(locate(key)).catch(ignoreMissing)) ?? null;
    },
    async open(key, range) {
      const totalBytes = await sizeOf(key);
      if (totalBytes === null) return null;
      const from = range?.from ?? 0;
      const to = Math.min(range?.to ?? totalBytes - 1, totalBytes - 1);
      if (to < from) return { stream: emptyStream(), bytes: 0, totalBytes };
      return { stream: streamFile(locate(key), { from, to }), bytes: to - from + 1, totalBytes };
    },
    size: sizeOf,
    async delete(key) {
      await rm(locate(key), { force: true });
    },
  };
}

/** Throws on anything but plain names between slashes: no "..", no absolute paths, no hidden files, no backslashes. */
function safeSegments(key: string): string[] {
  const segments = key.split("/");
  if (segments.length > 8 || !segments.every((segment) => SEGMENT.test(segment))) {
    throw new Error("Expected a storage key of plain names between slashes, received something else.");
  }
  return segments;
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "EISDIR") return null;
  throw error;
}

function emptyStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}
