import { ERROR_CODES, type ErrorBody, type ErrorCode, ProtocolError } from "@duologue/protocol";
import { isSignedOut, noteSignedOut } from "./session";

/** What anybody may ask; the rest is not asked any more, by timers above all, once the studio has said that nobody is signed in. */
const PUBLIC_PATH = /^\/api\/(health|public)(\/|\?|$)/;

/** The closest code for an answer that is not ours: a proxy's page, a crash before the route ran. */
function codeOfStatus(httpStatus: number): ErrorCode {
  if (httpStatus === 401) return "unauthenticated";
  if (httpStatus === 403) return "forbidden";
  if (httpStatus === 404) return "not_found";
  if (httpStatus === 413) return "too_large";
  if (httpStatus === 429) return "rate_limited";
  return httpStatus >= 500 ? "internal" : "bad_request";
}

function isErrorBody(value: unknown): value is ErrorBody {
  if (typeof value !== "object" || value === null) return false;
  const { code, message } = value as { code?: unknown; message?: unknown };
  return typeof message === "string" && ERROR_CODES.includes(code as ErrorCode);
}

function readJson(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The value of an answer, whichever way it was asked for. Throws the ProtocolError that a refusal holds. */
export function readAnswer<T>(httpStatus: number, text: string): T {
  const value = readJson(text);
  if (httpStatus >= 200 && httpStatus < 300) return value as T;
  const error = (value as { error?: unknown } | null)?.error;
  const refusal = isErrorBody(error) ? ProtocolError.from(error) : new ProtocolError(codeOfStatus(httpStatus));
  if (refusal.code === "unauthenticated") noteSignedOut();
  throw refusal;
}

/** What is thrown where no answer came at all. */
export function unreachable(): ProtocolError {
  return new ProtocolError("internal", "The studio cannot be reached. Check your connection, then try again.");
}

async function request<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  if (method === "GET" && isSignedOut() && !PUBLIC_PATH.test(path)) throw new ProtocolError("unauthenticated");
  const asForm = body instanceof FormData;
  const init: RequestInit = { method, credentials: "same-origin", headers: { accept: "application/json" } };
  if (signal) init.signal = signal;
  if (asForm) init.body = body;
  else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { accept: "application/json", "content-type": "application/json" };
  }
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreachable();
  }
  return readAnswer<T>(response.status, await response.text());
}

/**
 * The studio's HTTP API for the browser: the value as JSON, or a thrown ProtocolError with words for people.
 * A FormData body is sent as multipart, anything else as JSON. An aborted `signal` rejects with AbortError.
 */
export const api = {
  get: <T>(path: string, signal?: AbortSignal) => request<T>("GET", path, undefined, signal),
  post: <T>(path: string, body?: unknown, signal?: AbortSignal) => request<T>("POST", path, body, signal),
  put: <T>(path: string, body?: unknown, signal?: AbortSignal) => request<T>("PUT", path, body, signal),
  patch: <T>(path: string, body?: unknown, signal?: AbortSignal) => request<T>("PATCH", path, body, signal),
  delete: <T>(path: string, body?: unknown, signal?: AbortSignal) => request<T>("DELETE", path, body, signal),
};

/** Words for people from anything that was thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof ProtocolError ? error.message : new ProtocolError("internal").message;
}
