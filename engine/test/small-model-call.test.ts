/** The small trained model as an engine offers it: found in models/, read by the first call that asks for it. Needs the addon (`npm run native:build`). */
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadOnDemand } from "../src/model/load-on-demand";
import { findOffered } from "../src/model/native/find-offered";
import { createNativeModel } from "../src/model/native/native-model";
import { openTokenizer } from "../src/model/tokenizer/open-tokenizer";
import { startTestEngine } from "./start-test-engine";

const FOLDER = path.join(import.meta.dirname, "../../models/duo-small");
let copies: string;
beforeAll(async () => {
  copies = await mkdtemp(path.join(tmpdir(), "duologue-offer-"));
});
afterAll(() => rm(copies, { recursive: true, force: true }));

async function offer(folder: string) {
  const found = await findOffered(folder);
  if (!("info" in found)) throw new Error(JSON.stringify(found));
  const tokenizer = await openTokenizer(undefined);
  const failures: unknown[] = [];
  const load = () => createNativeModel({ folder, device: "cpu", maxSessions: 2, tokenizer });
  return { model: loadOnDemand({ info: found.info, capacity: 2, load, onLoadFailed: (error) => failures.push(error) }), failures };
}

it("is found with the words that it has for itself, and says what is missing", async () => {
  expect(await findOffered(FOLDER)).toMatchObject({
    info: { kind: "native", model: "duo-small", title: expect.stringMatching(/^Small trained model: /), device: "cpu" },
  });
  expect(await findOffered(path.join(copies, "nothing"))).toEqual({ missing: `a readable ${path.join(copies, "nothing/config.json")}` });
  expect(await findOffered(FOLDER, path.join(copies, "duplex.node"))).toEqual({ missing: path.join(copies, "duplex.node") });
  const half = path.join(copies, "half");
  await cp(FOLDER, half, { recursive: true });
  await rm(path.join(half, "mimi.safetensors"));
  expect(await findOffered(half)).toEqual({ missing: path.join(half, "mimi.safetensors") });
});

it("recommends the sampling that it was measured with, before its weights are read and after", async () => {
  const { lm_gen_config: advised } = JSON.parse(await readFile(path.join(FOLDER, "config.json"), "utf8"));
  const sampling = {
    textTemperature: advised.temp_text,
    textTopK: advised.top_k_text,
    audioTemperature: advised.temp,
    audioTopK: advised.top_k,
  };
  const { model } = await offer(FOLDER);
  expect(model.info.sampling).toEqual(sampling);
  await model.countTokens(["Good morning."]);
  expect(model.info).toMatchObject({ device: expect.stringMatching(/^cpu, /), sampling });
  await model.close();
});

it("is not offered, and not loaded, with a sampling that cannot be", async () => {
  const folder = path.join(copies, "too-warm");
  await cp(FOLDER, folder, { recursive: true });
  const file = path.join(folder, "config.json");
  const config = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ ...config, lm_gen_config: { temp: 2.5 } }));
  const words = `${file}: expected a number from 0 to 2 for lm_gen_config.temp, received 2.5. Correct it, or take it out`;
  expect(await findOffered(folder)).toEqual({ wrong: expect.stringContaining(words) });
  const tokenizer = await openTokenizer(undefined);
  await expect(createNativeModel({ folder, device: "cpu", maxSessions: 1, tokenizer })).rejects.toThrow(words);
});

it("answers calls that ask for it, frame by frame, under its own name and hash, and its memory stays where it was", {
  timeout: 180_000,
}, async () => {
  const { model } = await offer(FOLDER);
  const engine = await startTestEngine({ components: { offers: [model] } });
  const talk = async (callId: string) => {
    const client = engine.connect({ ticket: await engine.ticket(callId, { claims: { offer: "duo-small" } }) });
    const { speaker } = await client.start();
    expect(speaker.title).toMatch(/^Small trained model: /);
    await client.until(() => client.audio.length >= 5, "five frames of audio");
    // read beside the first calls, which come first
    await expect.poll(() => model.info.weightsSha256, { timeout: 120_000 }).not.toBeNull();
    await client.order("call:hangup", {});
    expect(await client.ended()).toMatchObject({ reason: "caller_hung_up" });
    await expect.poll(() => engine.engine.registry.offers[0]?.liveCalls).toBe(0);
  };
  await talk("call-a");
  const rss = process.memoryUsage.rss();
  for (const callId of ["call-b", "call-c", "call-d", "call-e"]) await talk(callId);
  expect(process.memoryUsage.rss() - rss).toBeLessThan(64 * 2 ** 20);
  const speaker = { kind: "native", model: "duo-small", weightsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) };
  await expect.poll(() => engine.studio.facts.get("call-e")?.at(-1)).toMatchObject({ state: "ended", speaker });
  await engine.stop();
});

it("ends the call where a file is cut off, and goes on answering others", async () => {
  const cut = path.join(copies, "cut");
  await cp(FOLDER, cut, { recursive: true });
  await truncate(path.join(cut, "model.safetensors"), 1_000);
  const { model, failures } = await offer(cut);
  const engine = await startTestEngine({ components: { offers: [model] } });
  const client = engine.connect({ ticket: await engine.ticket("call-a", { claims: { offer: "cut" } }) });
  await client.start();
  expect(await client.ended()).toMatchObject({ reason: "error", code: "model_unavailable" });
  expect(String(failures[0])).toContain("model.safetensors");
  const own = engine.connect({ ticket: await engine.ticket("call-b") });
  await own.start();
  await own.until(() => own.states.includes("live"), "live");
  await engine.stop();
});
