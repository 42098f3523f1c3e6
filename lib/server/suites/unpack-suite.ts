/** A suite with its sounds as one zip: NAME.suite.json or suite.json, and the wavs beside it, by the paths that it names them by. */
import { ProtocolError } from "@duologue/protocol";
import type { SuiteFiles } from "./suite-files";
import { unpackZip } from "./unpack-zip";

const LIMITS = { files: 1_000, bytes: 100_000_000 };
const SUITE_NAME = /^(?:.+\.)?suite\.json$/i;

/** Throws `invalid_input`, `too_large` or `unsupported_media`. */
export async function unpackSuite(zip: Uint8Array): Promise<SuiteFiles> {
  const files = await unpackZip(zip, LIMITS);
  const found = [...files.keys()].filter((name) => SUITE_NAME.test(name.split("/").at(-1) ?? ""));
  const [suite] = found;
  if (suite === undefined || found.length > 1) {
    const received = found.length > 1 ? `${found.length} of them` : "none";
    throw new ProtocolError(
      "invalid_input",
      `Expected one NAME.suite.json in the zip, received ${received}. Pack one suite with its sounds.`,
    );
  }
  const folder = suite.slice(0, suite.lastIndexOf("/") + 1);
  const sounds = new Map<string, Uint8Array>();
  for (const [name, bytes] of files) if (name !== suite) sounds.set(name.startsWith(folder) ? name.slice(folder.length) : name, bytes);
  return { text: new TextDecoder().decode(files.get(suite)), sounds };
}
