/** From samples and a trim to everything that is stored of a voice. */
import { createHash } from "node:crypto";
import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import type { VoiceCheck, VoiceFigures } from "@/lib/shared/voices";
import { encodeWav } from "./encode-wav";
import { judgeVoice, worstLevel } from "./judge-voice";
import { type Loudness, measureLoudness } from "./measure-loudness";
import { measureSamples } from "./measure-samples";

/** The loudness at which the reference gives a voice prompt to the model. */
const TARGET_LUFS = -24;
const HIGHEST_PEAK_DB = -1;

export interface PreparedVoice {
  figures: VoiceFigures;
  checks: VoiceCheck[];
  /** null where the checks forbid its use */
  normalised: { wav: Uint8Array<ArrayBuffer>; sha256: string } | null;
}

/** `samples`: whole original, 24 kHz mono. */
export async function prepareVoice(samples: Float32Array, trimStartMs: number, trimEndMs: number): Promise<PreparedVoice> {
  const at = (ms: number) => Math.round((ms / 1000) * SAMPLE_RATE_HZ);
  const part = samples.slice(at(trimStartMs), at(trimEndMs));
  const loudness = await measureLoudness(part);
  const figures: VoiceFigures = {
    durationMs: Math.round((part.length / SAMPLE_RATE_HZ) * 1000),
    loudnessLufs: loudness.lufs,
    truePeakDb: loudness.truePeakDb,
    ...measureSamples(part),
  };
  const checks = judgeVoice(figures);
  return { figures, checks, normalised: worstLevel(checks) === "error" ? null : normalise(part, loudness) };
}

function normalise(part: Float32Array, { lufs, truePeakDb }: Loudness) {
  const gainDb = Math.min(TARGET_LUFS - (lufs ?? TARGET_LUFS), HIGHEST_PEAK_DB - truePeakDb);
  const gain = 10 ** (gainDb / 20);
  const wav = encodeWav(part.map((sample) => sample * gain));
  return { wav, sha256: createHash("sha256").update(wav).digest("hex") };
}
