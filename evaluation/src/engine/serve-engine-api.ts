/** The doors that an engine elsewhere knocks at: the studio's engine API over HTTP, in front of a call desk. Signatures are checked. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { MemoryStudio } from "@duologue/engine/memory-studio";
import { callFacts, ENGINE_API_AUDIENCE, engineHeartbeat, ProtocolError } from "@duologue/protocol";
import { jwtVerify } from "jose";

/** A recording of half an hour. */
const MAX_BODY_BYTES = 200_000_000;
const CALL_PATH = /^\/api\/engine\/calls\/([A-Za-z0-9_-]{1,64})\/(spec|facts|recording|timeline)$/;

/** Resolves when it listens. Throws ProtocolError `conflict` where the port is taken. */
export async function serveEngineApi(studio: MemoryStudio, { secret, port }: { secret: string; port: number }): Promise<Server> {
  const key = new TextEncoder().encode(secret);

  async function handle(request: IncomingMessage): Promise<unknown> {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    await jwtVerify(token, key, { algorithms: ["HS256"], audience: ENGINE_API_AUDIENCE, requiredClaims: ["exp"] }).catch(() => {
      throw new ProtocolError("unauthenticated", "The signature of this request is not valid. Do both sides have the same ENGINE_SECRET?");
    });
    const body = await readBody(request);
    if (request.url === "/api/engine/heartbeat") return studio.heartbeat(engineHeartbeat.parse(JSON.parse(body.toString("utf8"))));
    const [, callId = "", what] = CALL_PATH.exec(request.url ?? "") ?? [];
    // a call of an earlier run, or of somebody else's
    if (!studio.specs.has(callId)) throw new ProtocolError("not_found");
    if (what === "spec") return studio.fetchSpec(callId);
    if (what === "recording") studio.recordings.set(callId, body);
    if (what === "timeline") studio.timelines.set(callId, body.toString("utf8"));
    if (what === "facts") await studio.postFacts(callId, callFacts.parse(JSON.parse(body.toString("utf8"))));
    return { ok: true };
  }

  const server = createServer((request, response) => {
    const answer = (status: number, value: unknown) =>
      response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(value));
    handle(request).then(
      (value) => answer(200, value),
      (error: unknown) => {
        const known = error instanceof ProtocolError ? error : new ProtocolError("bad_request");
        answer(known.httpStatus, { error: known.toJSON() });
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const message = `Expected port ${port} to be free, as the engine looks for its studio there, received ${error.code}. Stop what runs there, or choose another by --studio-port and start the engine with that STUDIO_URL.`;
      reject(new ProtocolError("conflict", message));
    });
    server.listen(port, resolve);
  });
  return server;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).byteLength;
    if (size > MAX_BODY_BYTES) throw new ProtocolError("too_large");
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
