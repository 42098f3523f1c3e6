/** kill -9 in mid-call: a real engine process, a real socket, a studio over HTTP. Needs nothing but this machine. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CallClient } from "./call-client";
import { startHttpTestStudio } from "./http-test-studio";
import { ORIGIN, signTicket, testSpec } from "./start-test-engine";

let studio: Awaited<ReturnType<typeof startHttpTestStudio>>;
let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  studio = await startHttpTestStudio();
  dataDir = await mkdtemp(path.join(tmpdir(), "duologue-killed-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  await studio.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function startEngineProcess(engineId = "killed"): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(path.join(import.meta.dirname, "killed-engine.ts"), [dataDir, studio.url, engineId], {
    execArgv: ["--import", "tsx"],
  });
  children.push(child);
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.once("message", (message) => resolve(message as { port: number }));
    child.once("exit", (code) => reject(new Error(`The engine process ended with ${code}`)));
  });
  return { child, url: `http://127.0.0.1:${port}` };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

const ticketFor = (callId: string, jti = "killed-0123456789abcdef") => signTicket({ callId, jti, role: "team", maxCallSeconds: 600 });

test("the recording plays to within the last second, and the next process hands everything over, whatever its id", async () => {
  const callId = "call-killed";
  studio.owners.set(callId, "killed");
  studio.memory.specs.set(callId, testSpec(callId));
  const { child, url } = await startEngineProcess();
  const ticket = await ticketFor(callId);
  const client = new CallClient(url, { ticket }, ORIGIN);
  await client.start("pcm16");
  await client.until(() => client.audio.length >= 40, "3.2 s of audio");
  await kill(child);
  const heardFrames = (client.audio.at(-1)?.seq ?? 0) / 4 + 1;
  client.close();

  const wav = await readFile(path.join(dataDir, "calls", callId, "recording.wav"));
  const dataBytes = wav.readUInt32LE(40);
  expect(wav.toString("ascii", 0, 4)).toBe("RIFF");
  expect(wav.readUInt32LE(4)).toBe(dataBytes + 36);
  expect(wav.length - 44).toBeGreaterThanOrEqual(dataBytes);
  const lostSeconds = ((heardFrames - dataBytes / (FRAME_SAMPLES * 4)) * FRAME_SAMPLES) / SAMPLE_RATE_HZ;
  expect(lostSeconds).toBeLessThan(1);

  await startEngineProcess("renamed");
  await expect
    .poll(() => studio.memory.facts.get(callId)?.at(-1), { timeout: 20_000 })
    .toMatchObject({ state: "ended", reason: "engine_lost" });
  const facts = studio.memory.facts.get(callId)?.at(-1);
  expect(facts?.metrics?.frames).toBeGreaterThan(heardFrames - 13);
  expect(facts?.metrics?.agentSpeechMs).toBeGreaterThan(0);
  expect(studio.memory.recordings.get(callId)?.byteLength).toBe(wav.length);
  expect(studio.memory.timelines.get(callId)).toContain('"state":"live"');
  await expect.poll(() => readdir(path.join(dataDir, "calls")), { timeout: 20_000 }).toEqual([]);
});

test("a ticket that was used before the restart opens nothing after it", async () => {
  const callId = "call-replayed";
  studio.memory.specs.set(callId, testSpec(callId));
  const first = await startEngineProcess();
  const ticket = await ticketFor(callId);
  const client = new CallClient(first.url, { ticket }, ORIGIN);
  await client.start("pcm16");
  await client.until(() => client.audio.length >= 3, "the call being live");
  await kill(first.child);
  client.close();

  // the studio cannot be told yet: what the former process left on disk answers
  studio.proxy.status = 502;
  const { url } = await startEngineProcess();
  const early = new CallClient(url, { ticket }, ORIGIN);
  expect(await early.refusal()).toMatchObject({ code: "ticket_used" });
  early.close();

  // nothing is left on disk: the studio answers (another ticket, as this process has seen the first one by now)
  studio.proxy.status = null;
  await expect.poll(() => readdir(path.join(dataDir, "calls")), { timeout: 20_000 }).toEqual([]);
  const late = new CallClient(url, { ticket: await ticketFor(callId, "another-0123456789abcdef") }, ORIGIN);
  await late.start("pcm16");
  expect(await late.ended()).toMatchObject({ reason: "error", code: "gone", frameIndex: 0 });
  late.close();
});

test("a ticket that was used while the studio takes the call for live opens nothing at an engine that has lost its disk", async () => {
  const callId = "call-forgotten";
  studio.memory.specs.set(callId, testSpec(callId));
  studio.memory.facts.set(callId, [{ state: "live", frameIndex: 0, at: new Date().toISOString() }]);
  const { url } = await startEngineProcess();
  const client = new CallClient(url, { ticket: await ticketFor(callId) }, ORIGIN);
  await client.start("pcm16");
  expect(await client.ended()).toMatchObject({ reason: "error", code: "ticket_used", frameIndex: 0 });
  client.close();
});
