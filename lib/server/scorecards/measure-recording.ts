/** Measures one call in a process of its own: neither the studio's requests nor the engine's calls wait for it. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { Readable, type Writable } from "node:stream";
import { env } from "../env";
import { log } from "../log";
import { storage } from "../storage/storage";
import { type MeasurerAnswer, measurerAnswer } from "./measurer/measurer-answer";

/** An hour of sound takes about a minute. */
const TIME_LIMIT_MS = 900_000;
/** Some hundred bytes for every turn. */
const MAX_ANSWER_BYTES = 16_000_000;

/** `stopped`: the process was asked to end, as the studio is; the call is to be measured another time. */
export type Measured = MeasurerAnswer | { ok: false; failure: "stopped" };

export async function measureRecording(recordingKey: string, timelineKey: string | null): Promise<Measured> {
  const recording = await storage().open(recordingKey);
  if (!recording) return { ok: false, failure: "recording_missing" };
  const timeline = timelineKey ? await storage().open(timelineKey) : null;
  const child = spawn(process.execPath, [...measurerArguments()], {
    stdio: ["pipe", "pipe", "pipe", "pipe"],
    timeout: TIME_LIMIT_MS,
    killSignal: "SIGKILL",
    // nothing of the studio's environment is its business
    env: {} as unknown as NodeJS.ProcessEnv,
  });
  const startedAt = performance.now();
  const ended = untilEnded(child);
  feed(recording.stream, child.stdin as Writable, child);
  feed(timeline?.stream ?? null, child.stdio[3] as Writable, child);
  const { answer, errors, signal } = await ended;
  if (signal === "SIGINT" || signal === "SIGTERM") return { ok: false, failure: "stopped" };
  const parsed = measurerAnswer.safeParse(parseJson(answer));
  if (parsed.success && !errors) return parsed.data;
  log().warn({ signal, words: errors.slice(0, 200), understood: parsed.success }, "A call could not be measured");
  if (parsed.success) return parsed.data;
  return { ok: false, failure: isOver(startedAt) ? "took_too_long" : "broke_off" };
}

function isOver(startedAt: number): boolean {
  return performance.now() - startedAt >= TIME_LIMIT_MS;
}

/** The built one beside the built studio; from source through tsx. */
function measurerArguments(): string[] {
  const root = process.cwd();
  if (env().NODE_ENV === "production") return [path.join(/* turbopackIgnore: true */ root, "dist/studio/measurer.mjs")];
  return ["--import", "tsx", path.join(/* turbopackIgnore: true */ root, "lib/server/scorecards/measurer/main.ts")];
}

/** It may stop reading before the end: that is its answer. What breaks off on our side must not be taken for a shorter recording. */
function feed(stream: ReadableStream<Uint8Array> | null, into: Writable, child: ChildProcess): void {
  into.on("error", () => {});
  if (!stream) {
    into.end();
    return;
  }
  const source = Readable.fromWeb(stream as never);
  source.on("error", () => child.kill("SIGKILL"));
  source.pipe(into);
}

function untilEnded(child: ChildProcess): Promise<{ answer: string; errors: string; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let errors = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes > MAX_ANSWER_BYTES) child.kill("SIGKILL");
      else chunks.push(chunk);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      if (errors.length < 10_000) errors += chunk.toString();
    });
    const end = (signal: NodeJS.Signals | null) => resolve({ answer: Buffer.concat(chunks).toString(), errors, signal });
    child.on("error", () => end(null));
    child.on("close", (_code, signal) => end(signal));
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
