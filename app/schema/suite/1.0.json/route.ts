import { suiteJsonSchema } from "@/lib/server/suites/suite-json-schema";

const headers = {
  "content-type": "application/schema+json",
  "access-control-allow-origin": "*",
  "cache-control": "public, max-age=3600",
};

/** Public, for editors and tools anywhere. */
export function GET(): Response {
  return new Response(`${JSON.stringify(suiteJsonSchema, null, 2)}\n`, { headers });
}

export function OPTIONS(): Response {
  return new Response(null, { status: 204, headers: { ...headers, "access-control-allow-methods": "GET, HEAD" } });
}
