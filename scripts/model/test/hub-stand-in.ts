// A Hugging Face hub on this machine: the three addresses that a pull asks, with the headers and refusals of the real one.
// Large files are redirected to a second server, as the real hub does, and each can be broken off, held or spoilt.
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface StandInRepo {
  files: Record<string, Buffer>;
  isGated?: boolean;
  /** What the hub says about a file instead of the truth. */
  claims?: Record<string, { sizeBytes?: number; sha256?: string }>;
}

export interface Asked {
  server: "hub" | "store";
  path: string;
  range: string | undefined;
  authorization: string | undefined;
}

export const COMMIT = "c0ffee".padEnd(40, "0");
export const GOOD_TOKEN = "hf_accepted";
export const OTHER_TOKEN = "hf_notAccepted";
const PAGE_FILES = 3;

export async function startHub(repos: Record<string, StandInRepo>) {
  const asked: Asked[] = [];
  /** path → after how many bytes the next answer breaks off; null bytes held: the connection stays open and silent. */
  const breaks = new Map<string, number[]>();
  const holds = new Map<string, number>();
  const state = { ignoresRanges: false, answersWith: 0 };

  const store = await listen((request, response) => {
    note("store", request);
    const [repo, path] = decodeURIComponent(new URL(request.url ?? "", "http://store").searchParams.get("of") ?? "").split("|");
    sendFile(request, response, path ?? "", repos[repo ?? ""]?.files[path ?? ""] ?? Buffer.alloc(0));
  });
  const hub = await listen((request, response) => {
    note("hub", request);
    answer(request, response);
  });
  const endpoint = addressOf(hub);

  function note(server: "hub" | "store", request: IncomingMessage) {
    asked.push({ server, path: request.url ?? "", range: request.headers.range, authorization: request.headers.authorization });
  }

  function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "", endpoint);
    const token = request.headers.authorization?.replace(/^Bearer /, "");
    if (state.answersWith) return refuse(response, state.answersWith, "");
    if (token && ![GOOD_TOKEN, OTHER_TOKEN].includes(token))
      return refuse(response, 401, "", "Invalid credentials in Authorization header");
    const [, name, revision] =
      /^\/api\/models\/([^/]+\/[^/]+)\/(?:revision|tree)\/([^/]+)/.exec(url.pathname) ??
      /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\//.exec(url.pathname) ??
      [];
    const repo = repos[name ?? ""];
    if (!repo)
      return token ? refuse(response, 404, "RepoNotFound") : refuse(response, 401, "RepoNotFound", "Invalid username or password.");
    if (!["main", "v2", COMMIT].includes(revision ?? "")) return refuse(response, 404, "RevisionNotFound");
    if (url.pathname.includes("/revision/"))
      return sendJson(response, {
        _id: "1",
        id: name,
        sha: COMMIT,
        gated: repo.isGated ? "auto" : false,
        lastModified: "2026-01-15T00:00:00Z",
      });
    if (url.pathname.includes("/tree/")) return sendTree(url, response, repo);
    if (repo.isGated && !token) return refuse(response, 401, "GatedRepo");
    if (repo.isGated && token !== GOOD_TOKEN) return refuse(response, 403, "GatedRepo");
    const path = decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
    const content = repo.files[path];
    if (!content) return refuse(response, 404, "EntryNotFound");
    if (!isLarge(path)) return sendFile(request, response, path, content);
    response.writeHead(302, {
      location: `${addressOf(store)}/?of=${encodeURIComponent(`${name}|${path}`)}`,
      "x-linked-size": content.length,
    });
    response.end();
  }

  function sendTree(url: URL, response: ServerResponse, repo: StandInRepo) {
    const from = Number(url.searchParams.get("cursor") ?? 0);
    const names = Object.keys(repo.files).sort();
    if (from + PAGE_FILES < names.length) {
      url.searchParams.set("cursor", String(from + PAGE_FILES));
      response.setHeader("link", `<${url.href}>; rel="next"`);
    }
    const entries = names.slice(from, from + PAGE_FILES).map((path) => describeFile(path, repo));
    sendJson(response, from === 0 ? [{ type: "directory", path: "assets", size: 0, oid: COMMIT }, ...entries] : entries);
  }

  function sendFile(request: IncomingMessage, response: ServerResponse, path: string, content: Buffer) {
    const from = state.ignoresRanges ? undefined : /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    const bytes = from ? content.subarray(Number(from[1]), Number(from[2]) + 1) : content;
    response.writeHead(from ? 206 : 200, {
      "content-length": bytes.length,
      ...(from && { "content-range": `bytes ${from[1]}-${from[2]}/${content.length}` }),
    });
    const held = holds.get(path);
    if (held !== undefined) return response.write(bytes.subarray(0, held));
    const brokenAt = breaks.get(path)?.shift();
    if (brokenAt === undefined) return response.end(bytes);
    response.write(bytes.subarray(0, brokenAt), () => response.destroy());
  }

  return {
    endpoint,
    asked,
    breaks,
    holds,
    state,
    /** Requests for the bytes of a file. */
    fetches: (path: string) =>
      asked.filter(
        (one) =>
          one.server === (isLarge(path) ? "store" : "hub") && one.path.endsWith(encodeURIComponent(isLarge(path) ? `|${path}` : path)),
      ),
    async close() {
      for (const server of [hub, store]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

export type HubStandIn = Awaited<ReturnType<typeof startHub>>;

export const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

const isLarge = (path: string) => /\.(safetensors|model|tgz)$/.test(path);

function describeFile(path: string, repo: StandInRepo) {
  const content = repo.files[path] ?? Buffer.alloc(0);
  const claim = repo.claims?.[path];
  const size = claim?.sizeBytes ?? content.length;
  const oid = createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
  const lfs = isLarge(path) ? { oid: claim?.sha256 ?? sha256Of(content), size, pointerSize: 134 } : undefined;
  return { type: "file", path, size, oid, ...(lfs && { lfs }) };
}

function refuse(response: ServerResponse, status: number, code: string, message = code) {
  response.writeHead(status, { "content-type": "application/json", ...(code && { "x-error-code": code }), "x-error-message": message });
  response.end(JSON.stringify({ error: message }));
}

function sendJson(response: ServerResponse, body: unknown) {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}

async function listen(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
