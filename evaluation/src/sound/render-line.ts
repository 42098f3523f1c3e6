/** A step's line as sound, with what is known of it: where its voice, its pauses and its marks lie. Times in ms from its first sample. */
import type { Span } from "@duologue/metrics";
import { ProtocolError, SAMPLE_RATE_HZ } from "@duologue/protocol";
import type { CallerVoice, Piece, Step } from "../suite/schema";
import { colourSound } from "./colour-sound";
import { type Ears, findVoiceSpans } from "./ears";
import type { LineSpeaker } from "./line-speaker";
import { readWav } from "./read-wav";

export interface RenderedLine {
  readonly samples: Float32Array;
  /** sorted, at least one */
  readonly voice: readonly Span[];
  readonly pauses: readonly Span[];
  readonly marksMs: readonly number[];
  /** what is said, for readers */
  readonly text: string;
}

export interface LineParts {
  readonly speaker: LineSpeaker;
  readonly ears: Ears;
  /** a wav of the suite, by its path there; throws where there is none */
  readWavFile(path: string): Promise<Uint8Array>;
}

/** Quieter than this from the loudest sample on: the edge of a sound in which the ears found no voice (a short "mm"). */
const EDGE_SHARE = 0.05;

export async function renderLine(step: Pick<Step, "id" | "say" | "as">, voice: CallerVoice, parts: LineParts): Promise<RenderedLine> {
  const pieces: readonly Piece[] = typeof step.say === "string" ? [{ text: step.say }] : (step.say ?? []);
  const sounds: Float32Array[] = [];
  const pauses: Span[] = [];
  const marksMs: number[] = [];
  let atMs = 0;
  for (const piece of pieces) {
    if ("mark" in piece) marksMs.push(atMs);
    else {
      const sound = await renderPiece(piece, voice, parts);
      const endMs = atMs + lengthMs(sound);
      if ("pauseMs" in piece) pauses.push({ startMs: atMs, endMs });
      sounds.push(sound);
      atMs = endMs;
    }
  }
  const clean = join(sounds);
  if (clean.length === 0) {
    throw new ProtocolError("invalid_input", `Expected step ${step.id} to say something, received no sound. Check its text or its cut.`);
  }
  const spans = await findVoiceSpans(parts.ears, clean);
  const text = pieces
    .map((piece) => ("text" in piece ? piece.text : ""))
    .filter((words) => words !== "")
    .join(" ");
  return {
    samples: step.as === "toOther" || step.as === "background" ? colourSound(clean, step.as) : clean,
    voice: spans.length > 0 ? spans : [findSound(clean)],
    pauses,
    marksMs,
    text,
  };
}

async function renderPiece(piece: Exclude<Piece, { mark: unknown }>, voice: CallerVoice, parts: LineParts): Promise<Float32Array> {
  if ("pauseMs" in piece) return new Float32Array(toSamples(piece.pauseMs));
  if (!("wav" in piece)) return parts.speaker.speak(voice, piece.text);
  const samples = readWav(await parts.readWavFile(piece.wav), piece.channel, piece.wav);
  return samples.slice(toSamples(piece.startMs ?? 0), piece.endMs === undefined ? undefined : toSamples(piece.endMs));
}

function findSound(samples: Float32Array): Span {
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  const isSound = (sample: number) => Math.abs(sample) >= EDGE_SHARE * peak && peak > 0;
  const first = samples.findIndex(isSound);
  if (first < 0) return { startMs: 0, endMs: Math.max(1, (samples.length * 1_000) / SAMPLE_RATE_HZ) };
  return { startMs: (first * 1_000) / SAMPLE_RATE_HZ, endMs: ((samples.findLastIndex(isSound) + 1) * 1_000) / SAMPLE_RATE_HZ };
}

function join(sounds: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(sounds.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const sound of sounds) {
    joined.set(sound, at);
    at += sound.length;
  }
  return joined;
}

function lengthMs({ length }: Float32Array): number {
  return (length * 1_000) / SAMPLE_RATE_HZ;
}

function toSamples(ms: number): number {
  return Math.round((ms * SAMPLE_RATE_HZ) / 1_000);
}
