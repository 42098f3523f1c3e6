/** Needs a temporary folder and, to see which files are open, Linux. */
import { mkdtemp, readdir, readlink, rm, truncate, writeFile } from "node:fs/promises";
import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeToNodeResponse } from "next/dist/server/pipe-readable";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { serveStored } from "./serve-stored";
import { streamFile } from "./stream-file";

const TOTAL_BYTES = 8_000_000;
const content = Uint8Array.from({ length: TOTAL_BYTES }, (_, index) => index % 251);
let folder: string;
let file: string;
const problems: unknown[] = [];
const note = (error: unknown) => problems.push(error);

const stored = vi.hoisted(() => ({ folder: "" }));
vi.mock("./storage", async () => {
  const { diskStorage } = await import("./disk-storage");
  return { storage: () => diskStorage(stored.folder) };
});

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duologue-stream-"));
  file = path.join(folder, "recording.wav");
  stored.folder = folder;
  await writeFile(file, content);
  problems.length = 0;
  process.on("uncaughtException", note);
  process.on("unhandledRejection", note);
});
afterEach(async () => {
  process.off("uncaughtException", note);
  process.off("unhandledRejection", note);
  await rm(folder, { recursive: true, force: true });
});

async function isOpen(): Promise<boolean> {
  const names = await readdir("/proc/self/fd");
  const targets = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => "")));
  return targets.includes(file);
}

describe("streamFile", () => {
  it("gives exactly the bytes asked for and closes the file", async () => {
    const whole = new Uint8Array(await new Response(streamFile(file, { from: 0, to: TOTAL_BYTES - 1 })).arrayBuffer());
    expect(Buffer.compare(whole, content)).toBe(0);
    const part = new Uint8Array(await new Response(streamFile(file, { from: 70_000, to: 300_000 })).arrayBuffer());
    expect(Buffer.compare(part, content.subarray(70_000, 300_001))).toBe(0);
    await expect.poll(isOpen).toBe(false);
  });

  it("opens nothing that nobody reads", async () => {
    streamFile(file, { from: 0, to: 9 });
    expect(await isOpen()).toBe(false);
  });

  it.each(["before a read", "during the first read", "during a later read", "between reads"])(
    "is cancelled %s and closes the file",
    async (when) => {
      const reader = streamFile(file, { from: 0, to: TOTAL_BYTES - 1 }).getReader();
      const first = when === "before a read" ? null : reader.read();
      if (when === "between reads" || when === "during a later read") await first;
      if (when === "during a later read") void reader.read();
      await reader.cancel();
      await expect.poll(isOpen).toBe(false);
      expect((await reader.read()).done).toBe(true);
      expect(problems).toEqual([]);
    },
  );

  it("fails where the file is gone or was cut short", async () => {
    await truncate(file, 100);
    await expect(new Response(streamFile(file, { from: 0, to: 999 })).arrayBuffer()).rejects.toThrow();
    await rm(file);
    await expect(new Response(streamFile(file, { from: 0, to: 9 })).arrayBuffer()).rejects.toThrow();
    expect(problems).toEqual([]);
  });
});

/** As the studio's web server sends an answer. */
async function answer(range: string, response: ServerResponse): Promise<void> {
  const { status, headers, body } = await serveStored(new Request("http://studio/", { headers: { range } }), "recording.wav", {
    contentType: "audio/wav",
  });
  response.writeHead(status, Object.fromEntries(headers));
  if (body) await pipeToNodeResponse(body, response);
}

it("survives a browser that stops reading and then goes away, as players do at every seek", async () => {
  const answers: Promise<void>[] = [];
  let answering: ServerResponse | null = null;
  const server = createServer((request, response) => {
    answering = response;
    answers.push(answer(request.headers.range ?? "", response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  for (let round = 0; round < 10; round++) {
    const request = get({ port, headers: { range: `bytes=${round * 1_000}-` } }).on("error", () => {});
    const response = await new Promise<IncomingMessage>((resolve) => request.on("response", resolve));
    response.on("error", () => {});
    expect(response.statusCode).toBe(206);
    await expect.poll(() => answering?.writableNeedDrain, { interval: 5 }).toBe(true);
    request.destroy();
    await answers.at(-1);
  }
  await expect.poll(isOpen).toBe(false);
  await new Promise((resolve) => server.close(resolve));
  expect(problems).toEqual([]);
});
