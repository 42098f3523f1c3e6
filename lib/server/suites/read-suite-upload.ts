import { MAX_SUITE_BYTES, MAX_SUITE_TEXT, suiteTextInput } from "@/lib/shared/suites";
import { parseInput, readJson } from "../http/read-body";
import { isForm, readFormFile } from "../http/read-form-file";
import type { SuiteFiles } from "./suite-files";
import { unpackSuite } from "./unpack-suite";

/** A suite as it is sent: `{ text }` as JSON, or a form whose `file` is a .suite.json or a zip of one with its sounds. */
export async function readSuiteUpload(request: Request): Promise<SuiteFiles> {
  if (!isForm(request)) return { text: (await readJson(request, suiteTextInput)).text, sounds: new Map() };
  const { bytes } = await readFormFile(request, MAX_SUITE_BYTES, "Cut its sounds, or save them with one channel and a lower rate.");
  const files = isZip(bytes) ? await unpackSuite(bytes) : { text: decodeShort(bytes), sounds: new Map() };
  parseInput(suiteTextInput, { text: files.text });
  return files;
}

/** By its first bytes; a name proves nothing. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** One more than is allowed, so that it is refused for its length. */
function decodeShort(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 4 * (MAX_SUITE_TEXT + 1)));
}
