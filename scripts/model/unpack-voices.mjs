// voices.tgz to voices/. The archive is not trusted: bounded in size, judged as a whole before a byte is written, and only plain
// .pt and .wav files come out of it, each under a name of its own in voices/.
import { lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { formatBytes } from "./format-bytes.mjs";
import { PullError } from "./pull-error.mjs";
import { readTar } from "./read-tar.mjs";

const MAX_UNPACKED_BYTES = 256 * 2 ** 20;
const MAX_VOICES = 256;
const VOICE_NAME = /^[A-Za-z0-9][A-Za-z0-9 _.-]{0,99}\.(pt|wav)$/i;

/** @returns {Promise<Record<string, number>>} name → size of each voice */
export async function unpackVoices(archive, folder, { maxUnpackedBytes = MAX_UNPACKED_BYTES } = {}) {
  const voices = chooseVoices(await decompress(archive, maxUnpackedBytes));
  const home = path.join(folder, "voices");
  await mkdir(home, { recursive: true });
  if (!(await lstat(home)).isDirectory()) throw refuse(`${home} is a link, so its voices would land elsewhere. Move it away`);
  const passing = path.join(folder, ".pull", "voice.new");
  for (const [name, content] of voices) {
    await rm(passing, { force: true });
    await writeFile(passing, content, { flag: "wx" });
    await rename(passing, path.join(home, name));
  }
  return Object.fromEntries([...voices].map(([name, content]) => [name, content.length]));
}

async function decompress(archive, maxUnpackedBytes) {
  const packed = await readFile(archive);
  try {
    return await promisify(gunzip)(packed, { maxOutputLength: maxUnpackedBytes });
  } catch (error) {
    throw refuse(error.code === "ERR_BUFFER_TOO_LARGE" ? `it unpacks to more than ${formatBytes(maxUnpackedBytes)}` : "it is no gzip file");
  }
}

function chooseVoices(bytes) {
  const voices = new Map();
  for (const { name, kind, content } of readTar(bytes)) {
    if (kind === "header") continue;
    const steps = readSteps(name);
    if (kind === "other") throw refuse(`${JSON.stringify(name)} in it is neither a plain file nor a folder`);
    const file = steps.at(-1) ?? "";
    const isAtHome = steps.length === 1 || (steps.length === 2 && steps[0] === "voices");
    if (kind === "folder" || !isAtHome || !VOICE_NAME.test(file)) continue;
    if (voices.has(file)) throw refuse(`it holds ${file} twice`);
    voices.set(file, content);
  }
  if (voices.size === 0) throw refuse("it holds no .pt or .wav file");
  if (voices.size > MAX_VOICES) throw refuse(`it holds over ${MAX_VOICES} voices`);
  return voices;
}

/** The folders and the file that a name stands for; refuses one that leads out. */
function readSteps(name) {
  const steps = name.split("/").filter((step) => step !== "" && step !== ".");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  const leadsOut = name.startsWith("/") || steps.includes("..") || /[\\:\u0000-\u001f]/.test(name);
  if (leadsOut) throw refuse(`${JSON.stringify(name)} in it leads out of the folder`);
  return steps;
}

const refuse = (why) =>
  new PullError(
    "bad_archive",
    `voices.tgz was not unpacked: ${why}.\nThe model itself is in place; put voices of your own (.pt, .wav) into its folder voices/, or tell the checkpoint's owner.`,
  );
