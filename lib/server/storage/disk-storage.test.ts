/** Needs a temporary folder. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diskStorage } from "./disk-storage";
import type { Storage } from "./port";
import { parseRange } from "./serve-stored";

let folder: string;
let storage: Storage;
const bytes = new TextEncoder().encode("0123456789");
const read = async (stream: ReadableStream<Uint8Array> | undefined) => new Response(stream).text();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duologue-storage-"));
  storage = diskStorage(path.join(folder, "inside"));
  await writeFile(path.join(folder, "secret.txt"), "secret");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("disk storage", () => {
  it("stores, sizes, reads, streams a part, and deletes", async () => {
    expect(await storage.put("calls/c1/recording.wav", bytes)).toBe(10);
    expect(await storage.size("calls/c1/recording.wav")).toBe(10);
    expect(new TextDecoder().decode((await storage.get("calls/c1/recording.wav")) ?? undefined)).toBe("0123456789");
    const part = await storage.open("calls/c1/recording.wav", { from: 2, to: 4 });
    expect({ bytes: part?.bytes, total: part?.totalBytes, text: await read(part?.stream) }).toEqual({ bytes: 3, total: 10, text: "234" });
    await storage.delete("calls/c1/recording.wav");
    await storage.delete("calls/c1/recording.wav");
    expect(await storage.open("calls/c1/recording.wav")).toBeNull();
    expect(await storage.get("calls")).toBeNull();
  });

  it("keeps the old content and leaves nothing behind when a stream breaks", async () => {
    await storage.put("a/b", bytes);
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(3));
        controller.error(new Error("cut off"));
      },
    });
    await expect(storage.put("a/b", broken)).rejects.toThrow();
    expect(await storage.size("a/b")).toBe(10);
    expect(await readdir(path.join(folder, "inside/a"))).toEqual(["b"]);
  });

  it.each([
    "../secret.txt",
    "calls/../../secret.txt",
    "/etc/passwd",
    "a//b",
    "a\\..\\b",
    ".hidden",
    "a/.part",
    "",
    "a\0b",
    "%2e%2e/secret.txt",
  ])("refuses the key %j", async (key) => {
    await expect(storage.size(key)).rejects.toThrow("storage key");
    await expect(storage.put(key, bytes)).rejects.toThrow("storage key");
    await expect(storage.delete(key)).rejects.toThrow("storage key");
  });
});

it("reads byte ranges as RFC 9110 has them", () => {
  expect(parseRange(null, 10)).toBeNull();
  expect(parseRange("bytes=0-", 10)).toEqual({ from: 0, to: 9 });
  expect(parseRange("bytes=2-4", 10)).toEqual({ from: 2, to: 4 });
  expect(parseRange("bytes=2-400", 10)).toEqual({ from: 2, to: 9 });
  expect(parseRange("bytes=-3", 10)).toEqual({ from: 7, to: 9 });
  expect(parseRange("bytes=10-", 10)).toBe("unsatisfiable");
  expect(parseRange("bytes=5-2", 10)).toBe("unsatisfiable");
  expect(parseRange("bytes=0-1,4-5", 10)).toBeNull();
});
