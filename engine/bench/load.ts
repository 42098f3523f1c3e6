/**
 * How long a caller's frame takes through the engine and back: N calls at cadence over real sockets, one frame of 80 ms each way every
 * 80 ms, the model an echo. With PCM16 every frame carries its number in its samples.
 *
 *   npm run bench -- --only engine [--calls 50] [--seconds 20] [--codec pcm16|opus]
 *
 * The figures hold the jitter buffer's 40-120 ms (a steady client's) and the 80 ms tick, and exclude capture, network, playout and the model. Opus
 * does not keep samples: there every twelfth frame is a burst of tone, and the bursts are timed. Load generator and engine are two processes on the same machine.
 */
import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import {
  type AudioCodec,
  type AudioMessage,
  encodeAudioMessage,
  FRAME_MS,
  FRAME_SAMPLES,
  PACKETS_PER_FRAME,
  SAMPLE_RATE_HZ,
} from "@duologue/protocol";
import { createFrameDecoder, createFrameEncoder } from "../src/audio/frame-codec";
import { rmsDb } from "../src/audio/meters";
import { bytesToInt16 } from "../src/audio/pcm";
import { CallClient } from "../test/call-client";
import { ORIGIN, signTicket } from "../test/start-test-engine";

const BURST_EVERY_FRAMES = 12;
const BURST_DB = -20;

const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "50" },
    seconds: { type: "string", default: "20" },
    codec: { type: "string", default: "pcm16" },
  },
});
const calls = Number(values.calls);
const frames = Math.round((Number(values.seconds) * 1_000) / FRAME_MS);
const codec = values.codec as AudioCodec;
if (!Number.isInteger(calls) || calls < 1 || !Number.isFinite(frames) || (codec !== "pcm16" && codec !== "opus")) {
  throw new Error("Expected --calls N --seconds S --codec pcm16|opus.");
}

const engine = fork(path.join(import.meta.dirname, "echo-engine.ts"), [String(calls)], { execArgv: ["--import", "tsx"] });
const { port } = await answer<{ port: number }>(engine);
const delaysMs: number[] = [];
const burstCycle = encodeBurstCycle();
let sent = 0;

const clients = await Promise.all(Array.from({ length: calls }, (_, k) => connect(k)));
const before = await usage(engine);
const startedAtMs = performance.now();
await Promise.all(clients.map((client, k) => talk(client, (k * FRAME_MS) / calls)));
const wallMs = performance.now() - startedAtMs;
const after = await usage(engine);
const { droppedFrames, missingFrames } = lossesOf(clients);
for (const client of clients) client.close();
engine.disconnect();

const sorted = delaysMs.sort((a, b) => a - b);
const rank = (share: number) => (sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN).toFixed(1);
const cpuShare = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1_000 / wallMs;
process.stdout.write(
  [
    `calls ${calls}   codec ${codec}   frames each ${frames}   node ${process.version}`,
    `frame in to frame out   p50 ${rank(0.5)} ms   p95 ${rank(0.95)} ms   p99 ${rank(0.99)} ms   worst ${rank(1)} ms`,
    `frames sent ${sent}   marked frames heard back ${delaysMs.length}   dropped ${droppedFrames}   missing ${missingFrames}`,
    `engine   CPU ${(100 * cpuShare).toFixed(0)} % of a core   memory ${(after.rssBytes / 1e6).toFixed(0)} MB`,
    "",
  ].join("\n"),
);

async function connect(k: number): Promise<CallClient> {
  const ticket = await signTicket({ callId: `call-${k}`, jti: `bench-${k}-0123456789abcdef`, role: "team", maxCallSeconds: 3_600 });
  const client = new CallClient(`http://127.0.0.1:${port}`, { ticket }, ORIGIN);
  await client.start(codec);
  await client.until(() => client.states.includes("live"), "live");
  return client;
}

/** Sends at cadence and notes when each marked frame is heard again. */
async function talk(client: CallClient, offsetMs: number): Promise<void> {
  const marked = codec === "opus" ? burstMarks() : numberMarks();
  client.listenAudio((message) => {
    const sentAtMs = marked.heard(message);
    if (sentAtMs !== null) delaysMs.push(performance.now() - sentAtMs);
  });
  await new Promise((resolve) => setTimeout(resolve, offsetMs));
  const firstAtMs = performance.now();
  for (let k = 0; k < frames; k++) {
    const waitMs = firstAtMs + k * FRAME_MS - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)));
    const packets = marked.frame(k);
    client.socket.emit("audio:user", Buffer.from(encodeAudioMessage({ codec, seq: k * PACKETS_PER_FRAME, packets })));
    sent += 1;
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
}

interface Marks {
  /** packets of frame k, sent now */
  frame(k: number): Uint8Array[];
  /** when the marked frame that this message brings back was sent; null for none */
  heard(message: AudioMessage): number | null;
}

function numberMarks(): Marks {
  const encoder = createFrameEncoder("pcm16");
  const samples = new Float32Array(FRAME_SAMPLES);
  const sentAtMs: number[] = [];
  return {
    frame(k) {
      sentAtMs[k] = performance.now();
      return encoder.encode(samples.fill((k + 1) / 32_768));
    },
    heard: (message) => sentAtMs[(bytesToInt16(message.packets[0] as Uint8Array)[0] ?? 0) - 1] ?? null,
  };
}

/** One burst and silence, encoded once for all calls so that the generator leaves the cores to the engine. */
function encodeBurstCycle(): Uint8Array[][] {
  const encoder = createFrameEncoder("opus");
  const silence = new Float32Array(FRAME_SAMPLES);
  const burst = silence.map((_, i) => 0.5 * Math.sin((2 * Math.PI * 400 * i) / SAMPLE_RATE_HZ));
  return Array.from({ length: BURST_EVERY_FRAMES }, (_, k) => encoder.encode(k === 0 ? burst : silence));
}

function burstMarks(): Marks {
  const decoder = createFrameDecoder("opus");
  const heardSamples = new Float32Array(FRAME_SAMPLES);
  const waiting: number[] = [];
  let wasLoud = false;
  return {
    frame(k) {
      if (k % BURST_EVERY_FRAMES === 0) waiting.push(performance.now());
      return burstCycle[k % BURST_EVERY_FRAMES] as Uint8Array[];
    },
    heard(message) {
      decoder.decode(message.packets, heardSamples);
      const isLoud = rmsDb(heardSamples) > BURST_DB;
      const begins = isLoud && !wasLoud;
      wasLoud = isLoud;
      // the newest: what is older was lost, as nothing takes a whole cycle (0.96 s) through the jitter buffer's bound
      return begins ? (waiting.splice(0).at(-1) ?? null) : null;
    },
  };
}

function lossesOf(all: CallClient[]) {
  const last = all.map((client) => client.all("metrics:sampled").at(-1));
  const sum = (key: "droppedFrames" | "missingFrames") => last.reduce((total, fact) => total + (fact?.[key] ?? 0), 0);
  return { droppedFrames: sum("droppedFrames"), missingFrames: sum("missingFrames") };
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(message as T));
    child.once("exit", () => reject(new Error("The engine process ended")));
  });
}

async function usage(child: ChildProcess): Promise<{ cpu: NodeJS.CpuUsage; rssBytes: number }> {
  const reply = answer<{ cpu: NodeJS.CpuUsage; rssBytes: number }>(child);
  child.send("usage");
  return reply;
}
