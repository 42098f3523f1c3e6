import { zipSync } from "fflate";
import type { Viewer } from "../auth/session";
import { openSuite } from "./open-suite";
import { packBundledSuite } from "./pack-bundled-suite";
import type { SuiteFiles } from "./suite-files";
import { readSound, type SuiteSound } from "./suite-sounds";

/** NAME.suite.json, or a zip with the sounds beside it: what is uploaded here, and what `npm run eval` takes unpacked. */
export async function exportSuiteFile(viewer: Viewer, id: string): Promise<Response> {
  const { loaded, isBundled, document, sounds: held } = await openSuite(viewer.teamId, id);
  const { text, sounds } = isBundled ? await packBundledSuite(id, loaded) : await packTeamSuite(document, held);
  const file = `${loaded.suite.meta.name}.suite.json`;
  if (sounds.size === 0) return answer(text, "application/json", file);
  const zip = zipSync({ [file]: new TextEncoder().encode(text), ...Object.fromEntries(sounds) }, { level: 0 });
  return answer(zip as Uint8Array<ArrayBuffer>, "application/zip", `${loaded.suite.meta.name}.suite.zip`);
}

async function packTeamSuite(document: unknown, sounds: readonly SuiteSound[]): Promise<SuiteFiles> {
  const entries = await Promise.all(sounds.map(async ({ path }) => [path, await readSound(sounds, path)] as const));
  return { text: `${JSON.stringify(document, null, 2)}\n`, sounds: new Map(entries) };
}

function answer(body: BodyInit, contentType: string, file: string): Response {
  const headers = { "content-type": contentType, "content-disposition": `attachment; filename="${file}"`, "cache-control": "no-store" };
  return new Response(body, { headers });
}
