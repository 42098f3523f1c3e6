// The hub as this command needs it: one commit's files, and the bytes of one file from any offset. The official client makes the requests.
import { downloadFile, HUB_URL, listFiles, modelInfo } from "@huggingface/hub";
import { explainAnswer } from "./explain-answer.mjs";
import { explainNetwork } from "./explain-network.mjs";
import { PullError } from "./pull-error.mjs";

const MAX_LISTED = 10_000;

/** @typedef {{ path: string, sizeBytes: number, sha256: string | null, gitOid: string | null }} HubFile */

/** @param {{ repo: string, revision?: string, endpoint?: string, token?: string, signal?: AbortSignal }} options */
export function openHub({ repo, revision = "main", endpoint = HUB_URL, token, signal }) {
  const asked = { repo, revision, endpoint, hasToken: Boolean(token) };
  const fetchChecked = (url, init) => fetchFromHub(url, { ...init, ...(signal && { signal }) }, asked);
  const ask = async (question) => {
    try {
      return await question();
    } catch (error) {
      // The client's own errors: an answer that is not a hub's.
      throw error instanceof PullError || signal?.aborted ? error : notAHub(endpoint);
    }
  };
  const common = { hubUrl: endpoint, fetch: fetchChecked, ...(token && { accessToken: token }) };

  return {
    repo,
    revision,
    endpoint,

    /** The commit that the revision names now: everything after is asked of this one, so that no file of another one slips in. */
    async readCommit() {
      const { sha } = await ask(() => modelInfo({ ...common, name: repo, revision, additionalFields: ["sha"] }));
      if (typeof sha === "string" && /^[0-9a-f]{40}$/.test(sha)) return sha;
      throw notAHub(endpoint);
    },

    /** @returns {Promise<HubFile[]>} the files at the top of the repository */
    list(commit) {
      return ask(async () => {
        const files = [];
        for await (const entry of listFiles({ ...common, repo, revision: commit })) {
          if (entry.type === "file") files.push(readEntry(entry, endpoint));
          if (files.length > MAX_LISTED)
            throw new PullError("unreadable_checkpoint", `${repo} has over ${MAX_LISTED} files: it is no checkpoint.`);
        }
        return files;
      });
    },

    /** @yields the file's bytes from `offsetBytes` on */
    async *read(commit, file, offsetBytes) {
      // The client's stream keeps only the words of an error; the error itself is kept here.
      let failure = null;
      const fetchWatched = async (url, init) => {
        try {
          return await fetchChecked(url, init);
        } catch (error) {
          failure = error;
          throw error;
        }
      };
      const url = `${endpoint}/${repo}/resolve/${commit}/${encodeURIComponent(file.path)}`;
      const downloadInfo = { url, size: file.sizeBytes, etag: file.sha256 ?? file.gitOid ?? "" };
      try {
        const blob = await downloadFile({
          ...common,
          repo,
          path: file.path,
          revision: commit,
          fetch: fetchWatched,
          xet: false,
          downloadInfo,
        });
        if (!blob) throw new PullError("not_found", `${repo} has no ${file.path}.`);
        yield* blob.slice(offsetBytes, file.sizeBytes).stream();
      } catch (error) {
        if (failure) throw failure;
        if (error instanceof PullError) throw error;
        throw new PullError("broken_connection", `The connection to ${endpoint} broke.`);
      }
    },
  };
}

async function fetchFromHub(url, init, asked) {
  let response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw explainNetwork(error, asked.endpoint);
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw explainAnswer(response, asked);
  }
  const from = /^bytes=(\d+)-/.exec(init.headers?.Range ?? "")?.[1];
  if (from && !response.headers.get("content-range")?.startsWith(`bytes ${from}-`)) {
    await response.body?.cancel();
    throw new PullError("range_ignored", "Something between here and the hub does not let a download go on from its middle.");
  }
  return response;
}

function readEntry({ path, size, oid, lfs }, endpoint) {
  const sha256 = lfs?.oid ?? null;
  const isSound =
    Number.isSafeInteger(size) && size >= 0 && (sha256 === null ? /^[0-9a-f]{40}$/.test(oid ?? "") : /^[0-9a-f]{64}$/.test(sha256));
  if (!isSound) throw notAHub(endpoint);
  return { path, sizeBytes: size, sha256, gitOid: sha256 ? null : oid };
}

const notAHub = (endpoint) =>
  new PullError(
    "hub_failed",
    `Expected the answers of a Hugging Face hub at ${endpoint}, received something else.\nCheck --endpoint and HF_ENDPOINT; a network that asks to sign in first also answers like this.`,
  );
