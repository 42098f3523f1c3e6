// `npm run model -- pull owner/name`: a checkpoint from the hub into models/<name>/, in the layout that the engine reads.
import { mkdir, readdir, readFile, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expectedHash, holdsContent } from "./content-hash.mjs";
import { fetchFile } from "./fetch-file.mjs";
import { formatBytes } from "./format-bytes.mjs";
import { holdFolder } from "./hold-folder.mjs";
import { areVoicesInPlace, isInPlace, statOf } from "./is-in-place.mjs";
import { KYUTAI_FILES } from "./known-files.mjs";
import { openHub } from "./open-hub.mjs";
import { CONFIG, planFiles, requireKnownHashes, VOICES_ARCHIVE } from "./plan-files.mjs";
import { PullError } from "./pull-error.mjs";
import { readRecord, writeRecord } from "./pull-record.mjs";
import { requireSpace } from "./require-space.mjs";
import { showProgress } from "./show-progress.mjs";
import { unpackVoices } from "./unpack-voices.mjs";

const MAX_CONFIG_BYTES = 1e6;

/**
 * @param {{ repo: string, revision?: string, endpoint?: string, token?: string, modelsFolder: string, signal?: AbortSignal,
 *   step: (name: string, work: (say: (text: string) => void) => Promise<unknown>) => Promise<any>, print: (line: string) => void,
 *   isTerminal?: boolean, pause?: (ms: number) => Promise<unknown> }} options
 * @returns {Promise<{ folder: string, sizeBytes: number }>}
 */
export async function pullModel(options) {
  const folder = path.join(options.modelsFolder, options.repo.split("/")[1]);
  await mkdir(folder, { recursive: true });
  const pause = (ms) => sleep(ms, undefined, { signal: options.signal });
  return holdFolder(folder, async () => {
    try {
      return await pullInto(folder, { pause, isTerminal: false, ...options });
    } finally {
      await removeIfNothingCame(folder);
    }
  });
}

async function pullInto(folder, options) {
  const { step } = options;
  const before = await readRecord(folder);
  requireSameRepo(folder, before, options.repo);
  const hub = openHub(options);
  const record = {
    repo: options.repo,
    revision: hub.revision,
    commit: "",
    files: [],
    checked: before?.checked ?? {},
    voices: before?.voices ?? null,
  };
  const pull = { ...options, folder, hub, record };
  await step(`${options.repo} at the hub`, async () => {
    await planRecord(pull);
    await requireSpace(folder, record.files);
    await writeRecord(folder, record);
    return `commit ${record.commit.slice(0, 7)}, ${record.files.length} files, ${formatBytes(sumOf(record.files))}`;
  });
  await removeStaleParts(folder, record.files);
  for (const file of record.files) {
    await step(file.path, (say) => ensureFile(pull, file, say));
    await writeRecord(folder, record);
  }
  const archive = record.files.find((file) => file.path === VOICES_ARCHIVE);
  if (archive) await step("voices/", () => ensureVoices(pull, archive));
  return { folder, sizeBytes: sumOf(record.files) };
}

/** config.json first: it says what the other files are called, and a licence that is not accepted shows at the first file. */
async function planRecord(pull) {
  const { hub, folder, repo, record } = pull;
  record.commit = await hub.readCommit();
  const listed = await hub.list(record.commit);
  const config = listed.find((file) => file.path === CONFIG);
  if (config && config.sizeBytes > MAX_CONFIG_BYTES)
    throw new PullError(
      "unreadable_checkpoint",
      `Expected a ${CONFIG} of at most ${formatBytes(MAX_CONFIG_BYTES)} in ${repo}, received ${formatBytes(config.sizeBytes)}.`,
    );
  if (config) await ensureFile(pull, config, () => {});
  const text = config ? await readFile(path.join(folder, CONFIG), "utf8") : null;
  record.files = planFiles(repo, listed, text);
  if (pull.revision === undefined) requireKnownHashes(repo, record.files);
}

async function ensureFile(pull, file, say) {
  const { folder, hub, record, signal, pause, print, isTerminal } = pull;
  if (await isInPlace(folder, file, record)) return "up to date";
  const onProgress = showProgress({ name: file.path, totalBytes: Math.max(1, file.sizeBytes), isTerminal, say, print });
  const didLie = await lies(folder, file, signal, (bytes) => onProgress(bytes, "checking"));
  const { resumedAtBytes } = didLie
    ? { resumedAtBytes: 0 }
    : await fetchFile({ hub, commit: record.commit, file, folder, signal, pause, onProgress });
  const { size, mtimeMs } = await statOf(path.join(folder, file.path));
  record.checked[file.path] = { hash: expectedHash(file), sizeBytes: size, mtimeMs };
  return [
    formatBytes(size),
    `${file.sha256 ? "sha256" : "git hash"} as at the hub`,
    ...(file.sha256 && KYUTAI_FILES[file.path] === file.sha256 ? ["Kyutai's own file"] : []),
    ...(didLie ? ["was here already"] : []),
    ...(resumedAtBytes > 0 ? [`went on at ${formatBytes(resumedAtBytes)}`] : []),
  ].join(", ");
}

/** Whether the file lies in the folder with the hub's content, whoever put it there. */
async function lies(folder, file, signal, onProgress) {
  const place = path.join(folder, file.path);
  if ((await statOf(place))?.size !== file.sizeBytes) return false;
  return holdsContent(file, place, { signal, onProgress });
}

async function ensureVoices({ folder, record }, archive) {
  if (await areVoicesInPlace(folder, record, expectedHash(archive))) return "up to date";
  const files = await unpackVoices(path.join(folder, archive.path), folder);
  record.voices = { archive: expectedHash(archive), files };
  await writeRecord(folder, record);
  return `${Object.keys(files).length} voices`;
}

/** Parts of files that this version does not have. */
async function removeStaleParts(folder, files) {
  const wanted = new Set(files.map((file) => `${expectedHash(file)}.part`));
  for (const name of await readdir(path.join(folder, ".pull"))) {
    if (name.endsWith(".part") && !wanted.has(name)) await rm(path.join(folder, ".pull", name));
  }
}

/** After a name that was mistyped or a licence that was not accepted no empty folder stays. */
async function removeIfNothingCame(folder) {
  if (await readRecord(folder)) return;
  await rm(path.join(folder, ".pull"), { recursive: true, force: true });
  await rmdir(folder).catch(() => {});
}

function requireSameRepo(folder, record, repo) {
  if (!record || record.repo === repo) return;
  throw new PullError(
    "bad_arguments",
    `${folder} holds ${record.repo}, which has the same name as ${repo}.\nMove that folder to another name and run the command again.`,
  );
}

const sumOf = (files) => files.reduce((sum, file) => sum + file.sizeBytes, 0);
