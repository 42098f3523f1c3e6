/** The studio's engine API over real HTTP, in front of a studio in memory: checks signatures as the studio does. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { callFacts, ENGINE_API_AUDIENCE, engineHeartbeat, ProtocolError } from "@duologue/protocol";
import { jwtVerify } from "jose";
import { createMemoryStudio } from "../src/studio/memory-studio";
import { SECRET } from "./start-test-engine";

export async function startHttpTestStudio() {
  const memory = createMemoryStudio();
  const folder = await mkdtemp(path.join(tmpdir(), "duologue-studio-"));
  const requests: string[] = [];
  /** status codes to answer the next requests with, before any work */
  const failures: number[] = [];
  /** the engine that a call was given to, where that matters */
  const owners = new Map<string, string>();
  /** while set, a proxy's page is all that anybody gets, with this status */
  const proxy: { status: number | null } = { status: null };

  async function handle(request: IncomingMessage): Promise<unknown> {
    requests.push(`${request.method} ${request.url}`);
    const failure = failures.shift();
    if (failure) throw Object.assign(new Error("on purpose"), { status: failure });
    const token = (request.headers.authorization ?? "").replace("Bearer ", "");
    const verified = await jwtVerify(token, new TextEncoder().encode(SECRET), { audience: ENGINE_API_AUDIENCE }).catch(() => null);
    const engineId = verified?.payload.sub;
    if (typeof engineId !== "string") throw new ProtocolError("unauthenticated");
    const body = await readAll(request);
    const [, id = "", what] = /^\/api\/engine\/calls\/([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    // a call of another engine does not exist
    if (id !== "" && (owners.get(id) ?? engineId) !== engineId) throw new ProtocolError("not_found");
    if (request.url === "/api/engine/heartbeat") return memory.heartbeat(engineHeartbeat.parse(JSON.parse(body.toString())));
    if (what === "spec") return memory.fetchSpec(id);
    if (what === "facts") await memory.postFacts(id, callFacts.parse(JSON.parse(body.toString())));
    const file = path.join(folder, `${id}.${what}`);
    if (what === "recording" || what === "timeline") await writeFile(file, body);
    if (what === "recording") await memory.uploadRecording(id, file);
    if (what === "timeline") await memory.uploadTimeline(id, file);
    return { ok: true };
  }

  const server = createServer((request, response) => {
    if (proxy.status !== null) {
      requests.push(`${request.method} ${request.url}`);
      request.resume().on("end", () => {
        response
          .writeHead(proxy.status as number, { "content-type": "text/html", location: "/sign-in" })
          .end("<!doctype html><h1>Nginx</h1>");
      });
      return;
    }
    handle(request).then(
      (value) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value)),
      (error: unknown) => {
        const known = error instanceof ProtocolError ? error : null;
        const status = known?.httpStatus ?? (error as { status?: number }).status ?? 500;
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(known ? { error: known.toJSON() } : {}));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    memory,
    requests,
    failures,
    proxy,
    owners,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
