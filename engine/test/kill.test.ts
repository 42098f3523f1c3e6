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

async function startEngineProcess(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(path.join(import.meta.dirname, "killed-engine.ts"), [dataDir, studio.url], { execArgv: ["--import", "tsx"] });
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

test("the recording plays to within the last second, and the next process hands everything over", async () => {
  const callId = "call-killed";
  studio.memory.specs.set(callId, testSpec(callId));
  const { child, url } = await startEngineProcess();
  const client = new CallClient(
    url,
    { ticket: await signTicket({ callId, jti: "killed-0123456789abcdef", role: "team", maxCallSeconds: 600 }) },
    ORIGIN,
  );
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

  await startEngineProcess();
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
