import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listModels } from "./list-models.mjs";
import { pullModel } from "./pull-model.mjs";
import { CODEC, MODEL, makeCheckpoint, TOKENIZER } from "./test/checkpoint";
import { COMMIT, GOOD_TOKEN, type HubStandIn, OTHER_TOKEN, sha256Of, startHub } from "./test/hub-stand-in";
import { makeTgz } from "./test/make-tar";

const REPO = "someone/checkpoint";
const PART = `.pull/${sha256Of(makeCheckpoint()[MODEL] as Buffer)}.part`;

let files: Record<string, Buffer>;
let hub: HubStandIn;
let models: string;
let claims: Record<string, { sizeBytes?: number; sha256?: string }>;
let pausesMs: number[];

beforeEach(async () => {
  files = makeCheckpoint();
  claims = {};
  pausesMs = [];
  hub = await startHub({
    [REPO]: { files, claims },
    "nvidia/gated": { files, isGated: true },
    "kyutai/moshiko-pytorch-bf16": { files },
  });
  models = await mkdtemp(path.join(tmpdir(), "duologue-models-"));
});

afterEach(async () => {
  await hub.close();
  await rm(models, { recursive: true });
});

const at = (name: string, repo = REPO) => path.join(models, repo.split("/")[1] ?? "", name);

const pull = (options: Partial<Parameters<typeof pullModel>[0]> = {}) =>
  pullModel({
    repo: REPO,
    endpoint: hub.endpoint,
    modelsFolder: models,
    step: (_name, work) => work(() => {}),
    print: () => {},
    pause: async (ms) => pausesMs.push(ms),
    ...options,
  });

const refusal = (code: string, ...words: string[]) =>
  expect.objectContaining({ code, message: expect.stringMatching(new RegExp(words.map((word) => `(?=.*${word})`).join(""), "s")) });

describe("pullModel", () => {
  it("fetches what the engine reads, and nothing else", async () => {
    const { folder } = await pull();

    expect(folder).toBe(path.join(models, "checkpoint"));
    expect((await readdir(folder)).sort()).toEqual([".pull", "config.json", MODEL, CODEC, TOKENIZER, "voices", "voices.tgz"].sort());
    for (const name of [MODEL, CODEC, TOKENIZER, "config.json"]) expect(await readFile(at(name))).toEqual(files[name]);
    expect((await readdir(at("voices"))).sort()).toEqual(["NATF0.pt", "NATM1.wav"]);
    expect(await readdir(at(".pull"))).toEqual(["record.json"]);
    expect(await listModels(models)).toEqual([expect.objectContaining({ name: "checkpoint", state: "complete" })]);
    expect(hub.asked.filter((one) => one.path.includes("/resolve/")).every((one) => one.path.includes(COMMIT))).toBe(true);
  });

  it("fetches nothing a second time, and only what changed after that", async () => {
    await pull();
    hub.asked.length = 0;
    await pull();
    expect(hub.asked.filter((one) => !one.path.startsWith("/api/"))).toEqual([]);

    files[TOKENIZER] = Buffer.from("another tokenizer");
    await pull();
    expect(hub.fetches(TOKENIZER)).toHaveLength(1);
    expect(hub.fetches(MODEL)).toHaveLength(0);
    expect(await readFile(at(TOKENIZER), "utf8")).toBe("another tokenizer");
  });

  it("takes files that were put there by hand when their hash is right, and only then", async () => {
    await mkdir(at(""), { recursive: true });
    await writeFile(at(MODEL), files[MODEL] as Buffer);
    await writeFile(at(CODEC), Buffer.alloc(50_000));
    await pull();
    expect(hub.fetches(MODEL)).toHaveLength(0);
    expect(hub.fetches(CODEC)).toHaveLength(1);
    expect(await readFile(at(CODEC))).toEqual(files[CODEC]);
  });

  it("fetches a file again that was changed under the same size", async () => {
    await pull();
    await writeFile(at(TOKENIZER), Buffer.alloc(4_000));
    await utimes(at(TOKENIZER), new Date(0), new Date(0));
    expect(await listModels(models)).toEqual([expect.objectContaining({ state: "incomplete", words: expect.stringContaining(TOKENIZER) })]);
    await pull();
    expect(await readFile(at(TOKENIZER))).toEqual(files[TOKENIZER]);
  });

  it("reads the names of the files from config.json", async () => {
    files["config.json"] = Buffer.from(JSON.stringify({ moshi_name: "other.safetensors" }));
    files["other.safetensors"] = Buffer.from("other weights");
    await pull();
    expect(await readFile(at("other.safetensors"), "utf8")).toBe("other weights");
    expect(hub.fetches(MODEL)).toHaveLength(0);
  });

  it("does without config.json and voices, as Kyutai's repositories do", async () => {
    delete files["config.json"];
    delete files["voices.tgz"];
    await pull({ revision: "v2" });
    expect((await readdir(at(""))).sort()).toEqual([".pull", MODEL, CODEC, TOKENIZER].sort());
  });

  it("gives the token to the hub and not to the store that it sends us to", async () => {
    await pull({ repo: "nvidia/gated", token: GOOD_TOKEN });
    const seen = (server: string) => new Set(hub.asked.filter((one) => one.server === server).map((one) => one.authorization));
    expect(seen("hub")).toEqual(new Set([`Bearer ${GOOD_TOKEN}`]));
    expect(seen("store")).toEqual(new Set([undefined]));
  });
});

describe("a pull that was interrupted", () => {
  it("goes on by itself where the connection broke", async () => {
    hub.breaks.set(MODEL, [100_000, 50_000]);
    await pull();
    const starts = hub.fetches(MODEL).map((one) => Number(/^bytes=(\d+)-/.exec(one.range ?? "bytes=0-")?.[1]));
    expect(starts).toHaveLength(3);
    expect(starts[0]).toBe(0);
    expect(starts[1]).toBeGreaterThan(0);
    expect(starts[2]).toBeGreaterThan(starts[1] as number);
    expect(await readFile(at(MODEL))).toEqual(files[MODEL]);
  });

  it("gives up when nothing comes any more, keeps what came, and goes on from there the next time", async () => {
    hub.breaks.set(MODEL, [100_000, ...Array(20).fill(0)]);
    await expect(pull()).rejects.toEqual(refusal("broken_connection", "broke", "run the same command again"));
    expect(pausesMs).toEqual([1000, 2000, 4000, 8000, 16000]);
    const { size } = await stat(at(PART));
    expect(size).toBeGreaterThan(0);
    expect(await listModels(models)).toEqual([
      expect.objectContaining({ state: "incomplete", words: expect.stringContaining(`npm run model -- pull ${REPO}`) }),
    ]);

    hub.breaks.clear();
    hub.asked.length = 0;
    await pull();
    expect(hub.fetches(MODEL).map((one) => one.range)).toEqual([`bytes=${size}-299999`]);
    expect(await readFile(at(MODEL))).toEqual(files[MODEL]);
    expect(await readdir(at(".pull"))).toEqual(["record.json"]);
  });

  it("starts a file over when what an earlier run left of it is wrong", async () => {
    await mkdir(at(".pull"), { recursive: true });
    await writeFile(at(PART), Buffer.alloc(1_000));
    await pull();
    expect(hub.fetches(MODEL).map((one) => one.range)).toEqual(["bytes=1000-299999", undefined]);
    expect(await readFile(at(MODEL))).toEqual(files[MODEL]);
  });

  it("starts a file over when something on the way does not know ranges", async () => {
    hub.state.ignoresRanges = true;
    await mkdir(at(".pull"), { recursive: true });
    await writeFile(at(PART), (files[MODEL] as Buffer).subarray(0, 1_000));
    await pull();
    expect(await readFile(at(MODEL))).toEqual(files[MODEL]);
  });

  it("throws away the part of a version that is no longer wanted", async () => {
    await mkdir(at(".pull"), { recursive: true });
    await writeFile(at(`.pull/${"0".repeat(64)}.part`), "old");
    await pull();
    expect(await readdir(at(".pull"))).toEqual(["record.json"]);
  });

  it("leaves a folder alone that another process pulls into, and not one whose process died", async () => {
    await mkdir(at(".pull"), { recursive: true });
    await writeFile(at(".pull/lock"), String(process.ppid));
    await expect(pull()).rejects.toEqual(refusal("busy", "Another pull", `process ${process.ppid}`));
    expect(await listModels(models)).toEqual([expect.objectContaining({ state: "being_pulled" })]);

    await writeFile(at(".pull/lock"), "2147483646");
    await pull();
  });
});

describe("a pull that cannot be", () => {
  it.each([
    ["no token for a licence", "nvidia/gated", undefined, "token_missing", ["licence", "HF_TOKEN", "settings/tokens"]],
    ["a licence not accepted", "nvidia/gated", OTHER_TOKEN, "licence_not_accepted", ["accept the licence", "nvidia/gated"]],
    ["a wrong token", "nvidia/gated", "hf_revoked", "token_invalid", ["does not know the token", "settings/tokens"]],
    ["no such repository", "nobody/nothing", GOOD_TOKEN, "not_found", ["There is no nobody/nothing", "spelling"]],
    ["no such repository, unless private", "nobody/nothing", undefined, "not_found", ["There is no nobody/nothing", "private"]],
  ])("says %s, without the token, and leaves nothing behind", async (_what, repo, token, code, words) => {
    const failure = await pull({ repo, ...(token && { token }) }).catch((error) => error);
    expect(failure).toEqual(refusal(code, ...words));
    if (token) expect(failure.message).not.toContain(token);
    expect(await readdir(models)).toEqual([]);
  });

  it("says that there is no such revision", async () => {
    await expect(pull({ revision: "v9" })).rejects.toEqual(refusal("not_found", "no revision v9", "--revision"));
  });

  it("says that there is no network", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await expect(pull({ endpoint: `http://127.0.0.1:${port}` })).rejects.toEqual(
      refusal("no_network", "cannot be reached", "ECONNREFUSED", "network"),
    );
    expect(await readdir(models)).toEqual([]);
  });

  it.each([
    [503, "hub_failed", "503"],
    [429, "hub_failed", "slow down"],
    [418, "refused", "418"],
  ])("says what a hub that answers %i means", async (status, code, word) => {
    hub.state.answersWith = status;
    await expect(pull()).rejects.toEqual(refusal(code, word));
  });

  it("says that an address is no hub", async () => {
    const page = createServer((_request, response) => response.end("<html>Please sign in</html>"));
    await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
    const { port } = page.address() as AddressInfo;
    await expect(pull({ endpoint: `http://127.0.0.1:${port}` })).rejects.toEqual(refusal("hub_failed", "something else", "--endpoint"));
    await new Promise((resolve) => page.close(resolve).closeAllConnections());
  });

  it("throws away bytes that are not the promised ones", async () => {
    claims[MODEL] = { sha256: "ab".repeat(32) };
    await expect(pull()).rejects.toEqual(refusal("wrong_content", MODEL, "ab".repeat(32), "thrown away"));
    expect(await readdir(at(""))).not.toContain(MODEL);
    expect((await readdir(at(".pull"))).filter((name) => name.endsWith(".part"))).toEqual([]);
    expect(await listModels(models)).toEqual([expect.objectContaining({ state: "incomplete" })]);
  });

  it("refuses before the first byte what has another hash than the one we know", async () => {
    const repo = "kyutai/moshiko-pytorch-bf16";
    await expect(pull({ repo })).rejects.toEqual(refusal("wrong_content", "sha256", "--revision"));
    expect(hub.asked.filter((one) => one.server === "store")).toEqual([]);
    await pull({ repo, revision: "v2" });
  });

  it("refuses before the first large byte what the disk cannot hold", async () => {
    claims[MODEL] = { sizeBytes: 9e15 };
    await expect(pull()).rejects.toEqual(refusal("disk_full", "9000.0 TB", "Make room"));
    expect(hub.asked.filter((one) => one.server === "store")).toEqual([]);
  });

  it.runIf(process.platform === "linux")("says that the disk became full meanwhile", async () => {
    await mkdir(at(".pull"), { recursive: true });
    await symlink("/dev/full", at(PART));
    await expect(pull()).rejects.toEqual(refusal("disk_full", "disk is full", "run the same command again"));
  });

  it("refuses a repository that is no checkpoint of ours", async () => {
    delete files[TOKENIZER];
    await expect(pull()).rejects.toEqual(refusal("unreadable_checkpoint", TOKENIZER, MODEL));
  });

  it.each(["../../outside.safetensors", "/etc/passwd", ".pull/record.json", 7])("refuses config.json that names %s", async (name) => {
    files["config.json"] = Buffer.from(JSON.stringify({ mimi_name: name }));
    await expect(pull()).rejects.toEqual(refusal("unreadable_checkpoint", "plain file name", "mimi_name"));
  });

  it("refuses another repository of the same name", async () => {
    await pull();
    await expect(pull({ repo: "another/checkpoint" })).rejects.toEqual(
      refusal("bad_arguments", "holds someone/checkpoint", "Move that folder"),
    );
  });

  it("keeps the model when its voices are hostile, and says so", async () => {
    files["voices.tgz"] = makeTgz([{ name: "../escaped.pt", content: "x" }]);
    await expect(pull()).rejects.toEqual(refusal("bad_archive", "not unpacked", "leads out"));
    expect(await readdir(models)).toEqual(["checkpoint"]);
    expect(await readFile(at(MODEL))).toEqual(files[MODEL]);
    expect(await listModels(models)).toEqual([expect.objectContaining({ state: "incomplete", words: expect.stringContaining("voices/") })]);
  });
});
