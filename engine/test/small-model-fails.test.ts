/**
 * The small trained model answers first and goes wrong: the call that it takes part in ends with a reason, and nobody else's. Real sockets, real
 * weights. Needs the addon (`npm run native:build`).
 */
import { cp, mkdtemp, open, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readEnv } from "../src/env";
import { openTokenizer } from "../src/model/tokenizer/open-tokenizer";
import { openSpeakers } from "../src/open-speakers";
import { startTestEngine, type TestEngine } from "./start-test-engine";

const FOLDER = path.join(import.meta.dirname, "../../models/duo-small");
const REHEARSAL = "flite rms";
let home: string;
let folder: string;
let engine: TestEngine | null = null;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "duologue-fails-"));
  folder = path.join(home, "small");
  await cp(FOLDER, folder, { recursive: true });
});
afterEach(async () => {
  await engine?.stop();
  engine = null;
  await rm(home, { recursive: true, force: true });
});

async function start(): Promise<TestEngine> {
  const env = readEnv({ ENGINE_SECRET: "s".repeat(32), ENGINE_FIRST: "small", ENGINE_OFFER: folder });
  const speakers = await openSpeakers(env, await openTokenizer(undefined), pino({ level: "silent" }));
  expect([speakers.model, ...speakers.offers].map(({ info }) => info.model)).toEqual(["small", REHEARSAL]);
  engine = await startTestEngine({ components: speakers });
  return engine;
}

async function call(callId: string, offer?: string) {
  const running = engine as TestEngine;
  const client = running.connect({ ticket: await running.ticket(callId, offer ? { claims: { offer } } : {}) });
  await client.start();
  return client;
}
type Client = Awaited<ReturnType<typeof call>>;

const heard = (client: Client, frames: number) => {
  const before = client.audio.length;
  return client.until(() => client.audio.length >= before + frames, `${frames} frames of audio more`);
};

it("goes on with the weights that it has read where its files are cut off under a call, as by a copy over them", async () => {
  await start();
  const [small, rehearsal] = await Promise.all([call("call-a"), call("call-b", REHEARSAL)]);
  await Promise.all([heard(small, 5), heard(rehearsal, 5)]);
  for (const file of ["model.safetensors", "mimi.safetensors", "tokenizer.model"]) await truncate(path.join(folder, file), 100);
  await Promise.all([heard(small, 12), heard(rehearsal, 12)]);
  const next = await call("call-c");
  await heard(next, 5);
  for (const client of [small, rehearsal, next]) {
    await client.order("call:hangup", {});
    expect(await client.ended()).toMatchObject({ reason: "caller_hung_up" });
  }
});

it("ends the call that the model fails with a reason, and goes on with the others and with new ones", async () => {
  await fillWithNan(path.join(folder, "model.safetensors"), "out_norm.alpha");
  await start();
  const rehearsal = await call("call-a", REHEARSAL);
  await heard(rehearsal, 5);
  for (const callId of ["call-b", "call-c"]) {
    const failing = await call(callId);
    expect(await failing.ended()).toMatchObject({ reason: "error", code: "model_failed" });
  }
  await heard(rehearsal, 12);
  expect(engine?.engine.registry).toMatchObject({ isDraining: false, liveCalls: 0 });
  await expect.poll(() => engine?.studio.facts.get("call-c")?.at(-1)).toMatchObject({ state: "ended", code: "model_failed" });
  await heard(await call("call-d", REHEARSAL), 5);
});

/** Weights that are read without complaint and give no number. */
async function fillWithNan(file: string, tensor: string): Promise<void> {
  const handle = await open(file, "r+");
  const prefix = 8;
  const headerBytes = Number((await handle.read(Buffer.alloc(prefix), 0, prefix, 0)).buffer.readBigUInt64LE());
  const header = JSON.parse((await handle.read(Buffer.alloc(headerBytes), 0, headerBytes, prefix)).buffer.toString("utf8"));
  const [first, last] = header[tensor].data_offsets as [number, number];
  await handle.write(Buffer.alloc(last - first, 0xff), 0, last - first, prefix + headerBytes + first);
  await handle.close();
}
