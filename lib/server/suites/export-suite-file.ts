import { zipSync } from "fflate";
import type { Viewer } from "../auth/session";
import { readBundledText } from "./bundled-suites";
import { openSuite } from "./open-suite";
import { readSound } from "./suite-sounds";

/** NAME.suite.json, or a zip with the sounds beside it, as `npm run eval` takes it. */
export async function exportSuiteFile(viewer: Viewer, id: string): Promise<Response> {
  const { loaded, isBundled, document, sounds } = await openSuite(viewer.teamId, id);
  const file = `${loaded.suite.meta.name}.suite.json`;
  const text = isBundled ? await readBundledText(id) : `${JSON.stringify(document, null, 2)}\n`;
  if (sounds.length === 0) return answer(text, "application/json", file);
  const entries = await Promise.all(sounds.map(async ({ path }) => [path, await readSound(sounds, path)] as const));
  const zip = zipSync({ [file]: new TextEncoder().encode(text), ...Object.fromEntries(entries) }, { level: 0 });
  return answer(zip as Uint8Array<ArrayBuffer>, "application/zip", `${loaded.suite.meta.name}.suite.zip`);
}

function answer(body: BodyInit, contentType: string, file: string): Response {
  const headers = { "content-type": contentType, "content-disposition": `attachment; filename="${file}"`, "cache-control": "no-store" };
  return new Response(body, { headers });
}
