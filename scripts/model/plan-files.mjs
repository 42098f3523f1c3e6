// Which files of a repository the engine reads: the three that config.json names (or the usual three), itself, and the voices.
import { KNOWN_SHA256 } from "./known-files.mjs";
import { PullError } from "./pull-error.mjs";

export const CONFIG = "config.json";
export const VOICES_ARCHIVE = "voices.tgz";
const USUAL_NAMES = {
  moshi_name: "model.safetensors",
  mimi_name: "tokenizer-e351c8d8-checkpoint125.safetensors",
  tokenizer_name: "tokenizer_spm_32k_3.model",
};
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,199}$/;

/**
 * @param {string} repo
 * @param {import("./open-hub.mjs").HubFile[]} listed
 * @param {string | null} configText what config.json says; null where there is none
 * @returns {import("./open-hub.mjs").HubFile[]} small ones first
 */
export function planFiles(repo, listed, configText) {
  const config = parseConfig(repo, configText);
  const names = Object.entries(USUAL_NAMES).map(([key, usual]) => readName(repo, key, config[key] ?? usual));
  const missing = names.filter((name) => !listed.some((file) => file.path === name));
  if (missing.length > 0) {
    throw new PullError(
      "unreadable_checkpoint",
      `Expected ${missing.join(" and ")} in ${repo}, which is what the engine reads; it has ${describeListed(listed)}.\nIt reads Moshi checkpoints in PyTorch's layout, such as nvidia/personaplex-7b-v1 or kyutai/moshiko-pytorch-bf16.`,
    );
  }
  return listed
    .filter((file) => [...names, CONFIG, VOICES_ARCHIVE].includes(file.path))
    .sort((a, b) => a.sizeBytes - b.sizeBytes || (a.path < b.path ? -1 : 1));
}

/** Before a byte is fetched: what the hub offers under a name whose hash we know must be that file. */
export function requireKnownHashes(repo, files) {
  for (const { path, sha256 } of files) {
    const known = KNOWN_SHA256[repo]?.[path];
    if (!known || sha256 === known) continue;
    throw new PullError(
      "wrong_content",
      `Expected ${repo}'s ${path} with sha256 ${known}, the hub offers ${sha256 ?? "a file without one"}.\nIf its owner replaced it and you trust that, name the version that you want with --revision; otherwise do not use this endpoint.`,
    );
  }
}

function parseConfig(repo, text) {
  if (!text?.trim()) return {};
  try {
    const config = JSON.parse(text);
    if (typeof config === "object" && config !== null && !Array.isArray(config)) return config;
  } catch {
    // said below
  }
  throw new PullError(
    "unreadable_checkpoint",
    `Expected a JSON object in ${repo}'s ${CONFIG}, received something else: the engine cannot read it.`,
  );
}

/** A name becomes a path on this disk. */
function readName(repo, key, name) {
  if (typeof name === "string" && PLAIN_NAME.test(name)) return name;
  throw new PullError(
    "unreadable_checkpoint",
    `Expected a plain file name for ${key} in ${repo}'s ${CONFIG}, received ${JSON.stringify(name)}.`,
  );
}

function describeListed(listed) {
  const names = listed.slice(0, 12).map((file) => file.path);
  if (names.length === 0) return "no files";
  return names.join(", ") + (listed.length > names.length ? ", …" : "");
}
