/** Request bodies: limited while they arrive, then parsed. */
import { ProtocolError } from "@duologue/protocol";
import type { z } from "zod";

export const JSON_LIMIT_BYTES = 2_500_000;

/** Passes a body on and fails with `too_large` as soon as it exceeds `limitBytes`. */
export function limitStream(body: ReadableStream<Uint8Array>, limitBytes: number): ReadableStream<Uint8Array> {
  let bytes = 0;
  const limiter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > limitBytes) controller.error(tooLarge(limitBytes));
      else controller.enqueue(chunk);
    },
  });
  return body.pipeThrough(limiter);
}

/** Reads and checks a JSON body. Errors: unsupported_media, too_large, bad_request, invalid_input with one text a field. */
export async function readJson<S extends z.ZodType>(request: Request, schema: S, limitBytes = JSON_LIMIT_BYTES): Promise<z.output<S>> {
  const type = request.headers.get("content-type") ?? "nothing";
  if (!type.startsWith("application/json")) {
    throw new ProtocolError("unsupported_media", `Expected a body of content-type application/json, received ${type.slice(0, 80)}.`);
  }
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const text = request.body ? await new Response(limitStream(request.body, limitBytes)).text() : "";
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ProtocolError("bad_request", "Expected a JSON body, received something that is not JSON.");
  }
  return parseInput(schema, json);
}

/** Checks `value`; throws `invalid_input` naming each field that is wrong. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = Object.fromEntries(result.error.issues.slice(0, 20).map((issue) => [issue.path.join(".") || "body", issue.message]));
  throw new ProtocolError("invalid_input", undefined, { fields });
}

function tooLarge(limitBytes: number): ProtocolError {
  return new ProtocolError("too_large", `Expected at most ${Math.floor(limitBytes / 1000)} kB, received more.`);
}
