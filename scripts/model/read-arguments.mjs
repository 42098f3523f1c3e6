// What the command line and the environment ask for.
import { parseArgs } from "node:util";
import { PullError } from "./pull-error.mjs";

const REPO = /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}\/[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/;
const TOKEN = /^hf_[\x21-\x7e]+$/;
const REVISION = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/;
const SEE_HELP = "See `npm run model -- --help`.";

/**
 * @param {string[]} words
 * @param {Record<string, string | undefined>} env
 * @returns {{ verb: "help" } | { verb: "list" } | { verb: "pull", repo: string, revision?: string, endpoint?: string, token?: string }}
 */
export function readArguments(words, env) {
  const { values, positionals } = parse(words);
  const [verb, repo, ...rest] = positionals;
  if (values.help || verb === undefined || verb === "help") return { verb: "help" };
  if (verb === "list" && repo === undefined) return { verb };
  if (verb !== "pull" || rest.length > 0) throw wrong(`Expected pull or list, received ${positionals.join(" ")}.`);
  if (!repo || !REPO.test(repo) || repo.includes("..")) throw wrong(`Expected a repository as owner/name, received ${repo ?? "none"}.`);
  if (values.revision !== undefined && !REVISION.test(values.revision))
    throw wrong(`Expected a branch, tag or commit for --revision, received ${JSON.stringify(values.revision)}.`);
  const endpoint = readEndpoint(values.endpoint ?? (env.HF_ENDPOINT || undefined));
  const token = readToken(env.HF_TOKEN, endpoint);
  return { verb, repo, ...(values.revision && { revision: values.revision }), ...(endpoint && { endpoint }), ...(token && { token }) };
}

function parse(words) {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" }, revision: { type: "string" }, endpoint: { type: "string" } },
    });
  } catch (error) {
    throw wrong(error.message);
  }
}

function readEndpoint(text) {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash)
    throw wrong("Expected an address as https://host for --endpoint or HF_ENDPOINT, received something else.");
  return url.href.replace(/\/+$/, "");
}

/** Never says what the token is: not even a part of a wrong one. */
function readToken(text, endpoint) {
  const token = text?.trim();
  if (!token) return undefined;
  if (!TOKEN.test(token))
    throw new PullError(
      "token_invalid",
      "Expected HF_TOKEN to begin with hf_ and to hold no spaces; it does not.\nCopy the token again into .env, or take the line out.",
    );
  const url = endpoint ? new URL(endpoint) : null;
  if (url?.protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(url.hostname))
    throw new PullError(
      "bad_arguments",
      `HF_TOKEN would travel to ${url.host} unencrypted.\nUse an https address for --endpoint, or start with HF_TOKEN= (empty) to ask without it.`,
    );
  return token;
}

const wrong = (text) => new PullError("bad_arguments", `${text}\n${SEE_HELP}`);
