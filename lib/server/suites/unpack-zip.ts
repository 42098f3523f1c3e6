/** Unpacks a zip under limits and a little at a time: a small zip may hold files without end, and other requests go on meanwhile. */
import { ProtocolError } from "@duologue/protocol";
import { Unzip, UnzipInflate } from "fflate";

export interface ZipLimits {
  files: number;
  /** of all files together, unpacked */
  bytes: number;
}

/** Unpacks to a thousand times as much at most before the limit is looked at. */
const STEP_BYTES = 16_384;
const LONGEST_NAME = 400;

/** Files by their paths; folders, hidden files and what a Mac adds are left out. Throws `invalid_input` or `too_large`. */
export async function unpackZip(zip: Uint8Array, limits: ZipLimits): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let entries = 0;
  let totalBytes = 0;
  let open = 0;
  const unzip = new Unzip((file) => {
    entries += 1;
    if (entries > limits.files) throw new ProtocolError("too_large", `Expected a zip of at most ${limits.files} files, received more.`);
    const isWanted = isPlainFile(file.name);
    if (isWanted) checkName(file.name, files);
    const parts: Uint8Array[] = [];
    open += 1;
    file.ondata = (error, chunk, isLast) => {
      if (error) throw error;
      totalBytes += chunk.byteLength;
      if (totalBytes > limits.bytes) {
        const size = `${limits.bytes / 1_000_000} MB`;
        throw new ProtocolError("too_large", `Expected a zip that unpacks to at most ${size}, received one that unpacks to more.`);
      }
      if (isWanted) parts.push(chunk.slice());
      if (!isLast) return;
      open -= 1;
      if (isWanted) files.set(file.name, join(parts));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < zip.byteLength; at += STEP_BYTES) {
      unzip.push(zip.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= zip.byteLength);
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw broken();
  }
  if (open > 0 || entries === 0) throw broken();
  return files;
}

function isPlainFile(name: string): boolean {
  return !name.endsWith("/") && !name.split("/").some((segment) => segment === "__MACOSX" || /^\.[^./]/.test(segment));
}

/** Nothing is written under these names; a path that leads out is a mistake all the same. */
function checkName(name: string, known: ReadonlyMap<string, unknown>): void {
  const isPlain =
    name.length <= LONGEST_NAME && !/[\\\p{Cc}]/u.test(name) && name.split("/").every((part) => !["", ".", ".."].includes(part));
  if (!isPlain) {
    throw new ProtocolError("invalid_input", "Expected plain paths in the zip, as sounds/name.wav, received one that leads elsewhere.");
  }
  if (known.has(name)) throw new ProtocolError("invalid_input", "Expected each file once in the zip, received one twice. Pack it anew.");
}

function broken(): ProtocolError {
  return new ProtocolError(
    "unsupported_media",
    "Expected a zip file, received one that does not unpack. Pack it anew, without a password.",
  );
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
