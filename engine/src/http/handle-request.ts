/** The engine's few HTTP doors: health and metrics for operators, ending a call and counting tokens for the studio. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { ENGINE_API_AUDIENCE, endCallOrder, ProtocolError, tokenCountOrder } from "@duologue/protocol";
import { jwtVerify } from "jose";
import type { Logger } from "pino";
import type { z } from "zod";
import type { CallRegistry } from "../call/call-registry";
import type { SpeechModel } from "../call/ports";
import type { EngineMeters } from "./engine-meters";

export interface HttpParts {
  engineId: string;
  version: string;
  secret: string;
  registry: CallRegistry;
  model: SpeechModel;
  meters: EngineMeters;
  logger: Logger;
}

/** 500 texts of 20,000 characters are more than any persona; the body is cut off here. */
const MAX_BODY_BYTES = 2_000_000;
const END_PATH = /^\/calls\/([A-Za-z0-9_-]{1,64})\/end$/;

export function createRequestHandler(parts: HttpParts) {
  const key = new TextEncoder().encode(parts.secret);
  const { registry, model, meters } = parts;

  async function route(request: IncomingMessage): Promise<{ status?: number; type?: string; body: string }> {
    const path = new URL(request.url ?? "/", "http://engine").pathname;
    const door = `${request.method} ${path}`;
    if (door === "GET /health") return json(health(), registry.isDraining ? 503 : 200);
    if (door === "GET /metrics") return { type: meters.contentType, body: await meters.text() };
    const end = request.method === "POST" ? END_PATH.exec(path) : null;
    if (end) {
      await requireStudio(request, key);
      const { reason } = await readBody(request, endCallOrder);
      if (!registry.end(end[1] as string, reason)) throw new ProtocolError("not_found", "This engine holds no such call.");
      return json({ ok: true });
    }
    if (door === "POST /tokens") {
      await requireStudio(request, key);
      const { texts } = await readBody(request, tokenCountOrder);
      return json(await model.countTokens(texts));
    }
    throw new ProtocolError("not_found", "This engine has no such door.");
  }

  function health() {
    const { kind, title, device } = model.info;
    return {
      ok: !registry.isDraining,
      engineId: parts.engineId,
      version: parts.version,
      speaker: { kind, title, device },
      capacity: registry.capacity,
      liveCalls: registry.liveCalls,
      queuedCalls: registry.queuedCalls,
      draining: registry.isDraining,
    };
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    // socket.io answers its own path on the same server
    if (request.url?.startsWith("/socket.io/")) return;
    route(request).then(
      ({ status = 200, type = "application/json", body }) => answer(response, status, type, body),
      (error: unknown) => {
        const known = error instanceof ProtocolError ? error : new ProtocolError("internal");
        if (known.code === "internal") parts.logger.error({ err: error }, "An HTTP request failed");
        answer(response, known.httpStatus, "application/json", JSON.stringify({ error: known.toJSON() }));
      },
    );
  };
}

function json(value: unknown, status = 200) {
  return { status, body: JSON.stringify(value) };
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(body);
}

async function requireStudio(request: IncomingMessage, key: Uint8Array): Promise<void> {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (!token) throw new ProtocolError("unauthenticated", "Expected a signed request of the studio, received none.");
  try {
    await jwtVerify(token, key, { algorithms: ["HS256"], audience: ENGINE_API_AUDIENCE, requiredClaims: ["exp"] });
  } catch {
    throw new ProtocolError("unauthenticated", "The signature of this request is not valid, or it is too old.");
  }
}

async function readBody<S extends z.ZodType>(request: IncomingMessage, schema: S): Promise<z.infer<S>> {
  const chunks: Buffer[] = [];
  let size = 0;
  // read to the end even when it is too much: an answer to a request cut off would be lost
  for await (const chunk of request) {
    size += (chunk as Buffer).byteLength;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk as Buffer);
  }
  if (size > MAX_BODY_BYTES) throw new ProtocolError("too_large", `Expected a body of at most ${MAX_BODY_BYTES} bytes, received ${size}.`);
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new ProtocolError("bad_request", "Expected a JSON body.");
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ProtocolError("bad_request", "Expected another shape of JSON body; see docs/protocol.md.");
  return parsed.data;
}
