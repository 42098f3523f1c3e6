/** Worker thread: compiles flite once, then speaks one line per message, in the order received. */
import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { speakLine, type VoiceName } from "./speak-line";

export interface SpeechOrder {
  id: number;
  voice: VoiceName;
  text: string;
  /** 1: the voice's own speed */
  rate: number;
}
export type SpeechAnswer =
  | { id: number; ok: true; samples: Float32Array; words: { text: string; startSample: number }[] }
  | { id: number; ok: false; message: string };

const port = parentPort;
if (!port) throw new Error("Expected to run as a worker thread, received no parent port.");
const { wasmPath } = workerData as { wasmPath: string };
const compiled = readFile(wasmPath).then((bytes) => WebAssembly.compile(bytes));
let last: Promise<void> = Promise.resolve();

port.on("message", (order: SpeechOrder) => {
  last = last.then(() => answer(order));
});

async function answer(order: SpeechOrder): Promise<void> {
  try {
    const { samples, words } = await speakLine(await compiled, order.voice, order.text, order.rate);
    // A copy of its own: a view's whole buffer would be moved otherwise.
    const owned = samples.slice();
    port?.postMessage({ id: order.id, ok: true, samples: owned, words } satisfies SpeechAnswer, [owned.buffer]);
  } catch (error) {
    // Flite's own words only; never the text.
    port?.postMessage({ id: order.id, ok: false, message: error instanceof Error ? error.name : "unknown" } satisfies SpeechAnswer);
  }
}
