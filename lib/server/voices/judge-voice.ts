/** From figures to verdicts: each line one figure, one meaning, one thing to do. Pure. */
import { type CheckLevel, MIN_VOICE_MS, type VoiceCheck, type VoiceFigures } from "@/lib/shared/voices";

/** Thresholds in one place. The model's own prompts are 4 to 15 s; it is given the voice at −24 LUFS. */
const SHORT_MS = 4_000;
const LONG_MS = 20_000;
const SILENT_LUFS = -60;
const QUIET_LUFS = -36;
const LOUD_LUFS = -12;
const MANY_CLIPPED_SAMPLES = 50;
const NOISY_SNR_DB = 20;
const UNUSABLE_SNR_DB = 6;
const MOSTLY_SILENT_SHARE = 0.6;
/** Somebody who reads aloud pauses for a fifth to a third of the time. */
const MANY_PAUSES_SHARE = 0.35;

export function judgeVoice(figures: VoiceFigures): VoiceCheck[] {
  return [judgeLength(figures), judgeLoudness(figures), judgeClipping(figures), judgeNoise(figures), judgeSilence(figures)];
}

export function worstLevel(checks: VoiceCheck[]): CheckLevel {
  if (checks.some((check) => check.level === "error")) return "error";
  return checks.some((check) => check.level === "warning") ? "warning" : "ok";
}

function judgeLength({ durationMs }: VoiceFigures): VoiceCheck {
  const figure = `${(durationMs / 1000).toFixed(1)} s`;
  const check = (level: CheckLevel, words: string): VoiceCheck => ({ id: "length", level, figure, words });
  if (durationMs < MIN_VOICE_MS) return check("error", "Too short to be a voice: at least 2 s are needed, 10 s are good.");
  if (durationMs < SHORT_MS) return check("warning", "Short. A voice of 5 to 15 s is followed more closely.");
  if (durationMs > LONG_MS)
    return check("warning", "Long. Every second takes room from the conversation's memory; trim it to the clearest 10 to 15 s.");
  return check("ok", "A good length.");
}

function judgeLoudness({ loudnessLufs, truePeakDb }: VoiceFigures): VoiceCheck {
  const figure = loudnessLufs === null ? "silent" : `${minus(loudnessLufs)} LUFS, peak ${minus(truePeakDb)} dB`;
  const check = (level: CheckLevel, words: string): VoiceCheck => ({ id: "loudness", level, figure, words });
  if (loudnessLufs === null || loudnessLufs < SILENT_LUFS)
    return check("error", "There is no voice to be heard. Record again, closer to the microphone.");
  if (loudnessLufs < QUIET_LUFS)
    return check("warning", "Very quiet. It is raised for the model, and its noise with it: record again, closer to the microphone.");
  if (loudnessLufs > LOUD_LUFS)
    return check("warning", "Very loud. It is lowered for the model; record again with less gain if it sounds harsh.");
  return check("ok", "Levelled to −24 LUFS for the model.");
}

function judgeClipping({ clippedSamples }: VoiceFigures): VoiceCheck {
  const figure = clippedSamples === 0 ? "none" : `${clippedSamples} samples`;
  if (clippedSamples === 0) return { id: "clipping", level: "ok", figure, words: "Nothing is cut off at full scale." };
  const words =
    clippedSamples > MANY_CLIPPED_SAMPLES
      ? "Cut off in many places. Record again with less gain."
      : "Cut off in a few places. Trim them away or record with less gain.";
  return { id: "clipping", level: "warning", figure, words };
}

function judgeNoise({ noiseFloorDb, signalToNoiseDb }: VoiceFigures): VoiceCheck {
  const figure = `floor ${minus(noiseFloorDb)} dB, ${signalToNoiseDb.toFixed(0)} dB below the voice`;
  const check = (level: CheckLevel, words: string): VoiceCheck => ({ id: "noise", level, figure, words });
  if (signalToNoiseDb < UNUSABLE_SNR_DB)
    return check("warning", "Voice and background can hardly be told apart. Record in a quieter room.");
  if (signalToNoiseDb < NOISY_SNR_DB)
    return check("warning", "The background is audible and becomes part of the voice. A quieter room is better.");
  return check("ok", "The background is quiet.");
}

function judgeSilence({ silenceShare }: VoiceFigures): VoiceCheck {
  const figure = `${Math.round(silenceShare * 100)} %`;
  if (silenceShare > MOSTLY_SILENT_SHARE)
    return { id: "silence", level: "warning", figure, words: "Mostly silence. Trim to where somebody speaks." };
  if (silenceShare > MANY_PAUSES_SHARE)
    return { id: "silence", level: "warning", figure, words: "Much of it is pauses. Trim the silent ends, or read on without waiting." };
  return { id: "silence", level: "ok", figure, words: "Mostly speech." };
}

const minus = (value: number) => value.toFixed(1).replace("-", "−");
