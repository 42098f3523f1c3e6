// The entries of a tar archive held in memory. Reads what tar and Python write; anything odd is an error, never a guess.
import { PullError } from "./pull-error.mjs";

const BLOCK = 512;

/**
 * @param {Buffer} bytes
 * @returns {Generator<{ name: string, kind: "file" | "folder" | "header" | "other", content: Buffer }>}
 */
export function* readTar(bytes) {
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    requireChecksum(header);
    const sizeBytes = readOctal(header, 124, 12);
    at += BLOCK;
    if (at + sizeBytes > bytes.length) throw new PullError("bad_archive", "The archive ends in the middle of a file.");
    yield { name: readName(header), kind: kindOf(header), content: bytes.subarray(at, at + sizeBytes) };
    at += Math.ceil(sizeBytes / BLOCK) * BLOCK;
  }
}

function kindOf(header) {
  const type = String.fromCharCode(header[156]);
  if (type === "0" || type === "\0" || type === "7") return "file";
  if (type === "5") return "folder";
  // Times and the like about the next entry, or about all; a name in there is longer than any voice's.
  if (type === "x" || type === "g") return "header";
  return "other";
}

function readName(header) {
  const name = readText(header, 0, 100);
  const prefix = header.toString("latin1", 257, 263) === "ustar\0" ? readText(header, 345, 155) : "";
  return prefix ? `${prefix}/${name}` : name;
}

function readText(header, start, length) {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? length : end);
}

function readOctal(header, start, length) {
  const text = header
    .toString("latin1", start, start + length)
    .replace(/[\0 ]+$/, "")
    .trim();
  if (/^[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  throw new PullError("bad_archive", "The archive has a header that cannot be read.");
}

function requireChecksum(header) {
  let sum = 0;
  for (let index = 0; index < BLOCK; index++) sum += index >= 148 && index < 156 ? 32 : header[index];
  if (sum !== readOctal(header, 148, 8)) throw new PullError("bad_archive", "The archive is torn: a header's checksum is wrong.");
}
