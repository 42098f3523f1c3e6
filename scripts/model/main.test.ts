// The command as people start it: a process of its own, in a folder of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MODEL, makeCheckpoint } from "./test/checkpoint";
import { GOOD_TOKEN, type HubStandIn, OTHER_TOKEN, sha256Of, startHub } from "./test/hub-stand-in";

const MAIN = fileURLToPath(new URL("main.mjs", import.meta.url));
const REPO = "nvidia/personaplex-small";
const HELD_BYTES = 120_000;

const files = makeCheckpoint();
let hub: HubStandIn;
let home: string;

beforeEach(async () => {
  hub = await startHub({ [REPO]: { files, isGated: true } });
  home = await mkdtemp(path.join(tmpdir(), "duologue-home-"));
});

afterEach(async () => {
  await hub.close();
  await rm(home, { recursive: true });
});

function start(...words: string[]) {
  const { HF_TOKEN: _token, HTTPS_PROXY: _proxy, https_proxy: _sameProxy, ...env } = process.env;
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: home,
    env: { ...env, HF_ENDPOINT: hub.endpoint },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const run = { child, output: "" };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (run.output += data));
  return run;
}

async function finish(run: { child: ChildProcess; output: string }) {
  if (run.child.exitCode === null && run.child.signalCode === null) await once(run.child, "close");
  return { code: run.child.exitCode, output: run.output };
}

const run = (...words: string[]) => finish(start(...words));
const giveToken = (token: string) => writeFile(path.join(home, ".env"), `HF_TOKEN=${token}\n`);
const at = (name: string) => path.join(home, "models/personaplex-small", name);
const part = () => at(`.pull/${sha256Of(files[MODEL] as Buffer)}.part`);

describe("npm run model", () => {
  it("pulls with the token of .env, line by line, says how to start, and lists what lies there", async () => {
    await giveToken(GOOD_TOKEN);
    const { code, output } = await run("pull", REPO);
    expect(output).toContain("npm run up -- --model models/personaplex-small");
    expect(output).toMatch(/✓ model\.safetensors · 300\.0 kB, sha256 as at the hub \(\d/);
    for (const unwanted of ["\r", "\u001b", "hf_"]) expect(output).not.toContain(unwanted);
    expect(code).toBe(0);

    const listed = await run("list");
    expect(listed.output).toMatch(/^personaplex-small +3\d\d\.\d kB {2}complete · nvidia\/personaplex-small c0ffee0/);
  });

  it("says what to do about a licence that is not accepted", async () => {
    await giveToken(OTHER_TOKEN);
    const { code, output } = await run("pull", REPO);
    expect(output).toContain("accept the licence");
    expect(output).not.toContain(OTHER_TOKEN);
    expect(code).toBe(1);
  });

  it("helps, and lists nothing where nothing lies", async () => {
    expect((await run("--help")).output).toContain("npm run model -- pull OWNER/NAME");
    expect((await run("list")).output).toContain("Nothing lies in models/");
    expect((await run("pull", "personaplex")).output).toContain("owner/name");
  });

  it.each<[NodeJS.Signals, number | null]>([
    ["SIGINT", 130],
    ["SIGKILL", null],
  ])("goes on after %s where it was stopped", async (signal, code) => {
    await giveToken(GOOD_TOKEN);
    hub.holds.set(MODEL, HELD_BYTES);
    const stopped = start("pull", REPO);
    await vi.waitFor(async () => expect((await stat(part())).size).toBe(HELD_BYTES), { timeout: 30_000 });
    stopped.child.kill(signal);
    const first = await finish(stopped);
    expect(first.code).toBe(code);
    if (signal === "SIGINT") expect(first.output).toContain("Stopped. What was fetched is kept");

    hub.holds.clear();
    hub.asked.length = 0;
    const second = await run("pull", REPO);
    expect(second.code).toBe(0);
    expect(second.output).toContain("went on at 120.0 kB");
    expect(hub.fetches(MODEL).map((one) => one.range)).toEqual([`bytes=${HELD_BYTES}-299999`]);
    expect(await readFile(at(MODEL))).toEqual(files[MODEL]);
    expect(await readdir(at(".pull"))).toEqual(["record.json"]);
  });
});
