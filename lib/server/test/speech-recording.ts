/** Recordings of calls made of real speech at known places: the two sides say parts of e2e/fixtures/audio/caller.wav. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { SAMPLE_RATE_HZ } from "@duologue/protocol";

const HEADER_BYTES = 44;
const SPEECH = path.join(import.meta.dirname, "../../../e2e/fixtures/audio/caller.wav");

/** "ask not what your country can do for you": 3.3 to 7.6 s of the file. */
export interface Said {
  lane: "caller" | "agent";
  /** of the file */
  fromMs: number;
  toMs: number;
  /** where it is put in the recording */
  atMs: number;
}

const samplesOf = (ms: number) => Math.round((ms * SAMPLE_RATE_HZ) / 1_000);

/** Stereo PCM16 at 24 kHz as the engine writes it, silent but for what is said. */
export async function speechRecording(durationMs: number, said: readonly Said[]): Promise<Uint8Array> {
  const speech = (await readFile(SPEECH)).subarray(HEADER_BYTES);
  const moments = samplesOf(durationMs);
  const wav = Buffer.alloc(HEADER_BYTES + moments * 4);
  wav.write("RIFF", 0, "ascii");
  wav.writeUInt32LE(36 + moments * 4, 4);
  wav.write("WAVEfmt ", 8, "ascii");
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  wav.writeUInt32LE(SAMPLE_RATE_HZ * 4, 28);
  wav.writeUInt16LE(4, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36, "ascii");
  wav.writeUInt32LE(moments * 4, 40);
  for (const { lane, fromMs, toMs, atMs } of said) {
    for (let k = 0; k < samplesOf(toMs - fromMs); k++) {
      const value = speech.readInt16LE((samplesOf(fromMs) + k) * 2);
      wav.writeInt16LE(value, HEADER_BYTES + (samplesOf(atMs) + k) * 4 + (lane === "caller" ? 0 : 2));
    }
  }
  return new Uint8Array(wav);
}
