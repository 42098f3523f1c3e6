/** Requests to route handlers as they would arrive: real session cookies, real signatures. */
import { encode } from "next-auth/jwt";
import { sessionClaims } from "../auth/session-token";
import { signEngineRequest } from "../engines/engine-token";
import { env } from "../env";
import type { RouteHandler } from "../http/route";

const SESSION_COOKIE = "next-auth.session-token";

/** The cookie that signing in would have set. */
export async function sessionCookie(userId: string): Promise<string> {
  return `${SESSION_COOKIE}=${await encode({ token: await sessionClaims(userId), secret: env().NEXTAUTH_SECRET })}`;
}

export interface TestRequest {
  method?: string;
  /** path and query */
  path?: string;
  params?: Record<string, string>;
  /** whose session; none: signed out */
  as?: string;
  /** signed by this engine */
  engine?: string;
  /** sent as JSON, unless it is bytes or a form */
  body?: unknown;
  headers?: Record<string, string>;
  cookie?: string;
}

export async function callRoute(handler: RouteHandler, request: TestRequest = {}): Promise<Response> {
  const { method = "GET", path = "/", params = {}, as, engine, body, cookie } = request;
  const headers = new Headers(request.headers);
  const cookies = [as ? await sessionCookie(as) : "", cookie ?? ""].filter(Boolean).join("; ");
  if (cookies) headers.set("cookie", cookies);
  if (engine) headers.set("authorization", `Bearer ${await signEngineRequest(engine)}`);
  const isRaw = body instanceof Uint8Array || body instanceof FormData;
  if (body !== undefined && !isRaw && !headers.has("content-type")) headers.set("content-type", "application/json");
  const content = body === undefined ? {} : { body: (isRaw ? body : JSON.stringify(body)) as RequestInit["body"] };
  const sent = new Request(new URL(path, env().NEXTAUTH_URL), { method, headers, ...content } as RequestInit);
  return handler(sent, { params: Promise.resolve(params) });
}

/** The answer's JSON, whatever its status. */
export async function jsonOf<T = never>(response: Response | Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}
