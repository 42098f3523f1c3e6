/**
 * The one face of every route handler: `export const GET = route({ permission: "viewer" }, ({ viewer, param }) => operation(…))`.
 * It knows who asks, checks what is allowed, and turns values and errors into answers.
 */
import { ERROR_TABLE, type ErrorCode, ProtocolError } from "@duologue/protocol";
import type { z } from "zod";
import { type Role, roleAllows } from "@/lib/shared/team";
import { type CookieJar, findPerson, findViewer, type Person, readCookies, type Viewer } from "../auth/session";
import { verifyEngineRequest } from "../engines/engine-token";
import { log } from "../log";
import { consumeFromAddress, type RateLimit } from "./rate-limit";
import { parseInput, readJson } from "./read-body";
import { requireSameOrigin } from "./same-origin";

/**
 * public: anybody. member: signed in, in a team or not. viewer, editor, owner: at least that role in the active team.
 * engine: a signed request of an engine.
 */
export type Permission = "public" | "member" | Role | "engine";

export interface RouteOptions<P extends Permission> {
  permission: P;
  /** counted by the caller's address; what guards one account or link is counted in its operation */
  rateLimit?: RateLimit;
}

export interface RouteContext<P extends Permission> {
  request: Request;
  url: URL;
  cookies: CookieJar;
  person: P extends "member" ? Person : null;
  viewer: P extends Role ? Viewer : P extends "public" ? Viewer | null : null;
  engineId: P extends "engine" ? string : null;
  /** A part of the path, such as `param("id")` in [id]. */
  param(name: string): string;
  json<S extends z.ZodType>(schema: S): Promise<z.output<S>>;
  query<S extends z.ZodType>(schema: S): z.output<S>;
}

export interface RouteHandler {
  (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response>;
  readonly permission: Permission;
}

/** `handler` returns a value, answered as JSON, or a Response of its own; it throws ProtocolError. */
export function route<P extends Permission>(
  options: RouteOptions<P>,
  handler: (context: RouteContext<P>) => Promise<unknown> | unknown,
): RouteHandler {
  const handle = async (request: Request, { params }: { params: Promise<Record<string, string>> }): Promise<Response> => {
    try {
      if (options.permission !== "engine") requireSameOrigin(request);
      if (options.rateLimit) await consumeFromAddress(options.rateLimit, request.headers);
      const asker = await identify(options.permission, request);
      const found = await params;
      const url = new URL(request.url);
      const value = await handler({
        request,
        url,
        ...asker,
        param: (name) => {
          const text = found[name];
          if (!text || text.length > 128 || text.includes("\0")) throw new ProtocolError("not_found");
          return text;
        },
        json: (schema) => readJson(request, schema),
        query: (schema) => parseInput(schema, Object.fromEntries([...url.searchParams].filter(([, text]) => text !== ""))),
      } as RouteContext<P>);
      return value instanceof Response ? value : answerJson(value ?? { ok: true });
    } catch (error) {
      return answerError(error, request);
    }
  };
  return Object.assign(handle, { permission: options.permission });
}

export function answerJson(value: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set("cache-control", "no-store");
  return Response.json(value, { ...init, headers });
}

async function identify(permission: Permission, request: Request) {
  const nobody = { cookies: {}, person: null, viewer: null, engineId: null };
  if (permission === "engine") return { ...nobody, engineId: await verifyEngineRequest(request.headers) };
  const cookies = readCookies(request.headers);
  const person = await findPerson(cookies);
  if (permission === "member" && person) return { ...nobody, cookies, person };
  const viewer = person ? await findViewer(person, cookies) : null;
  if (permission === "public") return { ...nobody, cookies, viewer };
  if (!person) throw new ProtocolError("unauthenticated");
  if (!viewer) throw new ProtocolError("forbidden", "You are not a member of any team. Ask an owner for an invite.");
  if (!roleAllows(viewer.role, permission as Role)) {
    throw new ProtocolError("forbidden", `Expected at least the role ${permission}, yours is ${viewer.role}. Ask an owner of the team.`);
  }
  return { ...nobody, cookies, viewer };
}

function answerError(error: unknown, request: Request): Response {
  const known = asProtocolError(error);
  if (!known) log().error({ method: request.method, ...describeUnknown(error) }, "A request failed unexpectedly");
  const body = known ?? new ProtocolError("internal");
  const headers = new Headers();
  if (body.retryAfterSeconds !== undefined) headers.set("retry-after", String(body.retryAfterSeconds));
  return answerJson({ error: body.toJSON() }, { status: body.httpStatus, headers });
}

/** Errors of the persona package carry the same codes without knowing the protocol. */
function asProtocolError(error: unknown): ProtocolError | null {
  if (error instanceof ProtocolError) return error;
  if (!(error instanceof Error)) return null;
  const { code, cause } = error as Error & { code?: unknown };
  if (code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE" || error.name === "AbortError") {
    return new ProtocolError("bad_request", "The connection ended before the whole request had arrived. Send it again.");
  }
  if (error.name === "PersonaError" && typeof code === "string" && code in ERROR_TABLE) {
    return new ProtocolError(code as ErrorCode, error.message, { fields: (error as { fields?: Record<string, string> }).fields ?? {} });
  }
  return cause instanceof ProtocolError ? cause : null;
}

/** Stack without the message: messages of databases and parsers may quote what people wrote. */
function describeUnknown(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const stack = error.stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 12);
  return { kind: error.name, code: (error as { code?: unknown }).code, stack };
}
