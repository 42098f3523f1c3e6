/** Voices as the studio's API says them. Dates are ISO strings. */
import { z } from "zod";

export const MAX_UPLOAD_BYTES = 25_000_000;
export const MAX_VOICE_MS = 60_000;
/** Less than this is no voice prompt. */
export const MIN_VOICE_MS = 2_000;
/** What the file dialog offers; the server looks at the content, not at the name. */
export const VOICE_FILE_TYPES = ".wav,.flac,.mp3,.ogg,.opus,.webm,.m4a,audio/*";

export const CONSENT_BASES = ["own-voice", "written-permission", "licensed", "public-domain"] as const;
export type ConsentBasis = (typeof CONSENT_BASES)[number];
export const CONSENT_BASIS_WORDS: Record<ConsentBasis, string> = {
  "own-voice": "It is my own voice",
  "written-permission": "The speaker has given written permission",
  licensed: "The recording is licensed for this use",
  "public-domain": "The recording is in the public domain",
};

export type CheckLevel = "ok" | "warning" | "error";
export interface VoiceCheck {
  id: "length" | "clipping" | "loudness" | "noise" | "silence";
  level: CheckLevel;
  /** the figure with its unit, such as "−19.4 LUFS" */
  figure: string;
  /** what it means and, where it is not ok, the one thing to do */
  words: string;
}

export interface VoiceFigures {
  /** of the trimmed part, as all others */
  durationMs: number;
  /** EBU R128 integrated; null below its gate */
  loudnessLufs: number | null;
  truePeakDb: number;
  clippedSamples: number;
  /** 10th percentile of 50 ms RMS levels, dBFS */
  noiseFloorDb: number;
  /** 90th percentile of the same minus the noise floor */
  signalToNoiseDb: number;
  /** share of 50 ms windows near the noise floor, 0…1 */
  silenceShare: number;
}

export interface VoiceConsent {
  id: string;
  basis: ConsentBasis;
  speakerName: string;
  statement: string;
  /** a day, "2026-11-22"; null in records from before it was asked for */
  agreedOn: string | null;
  recordedBy: string;
  recordedAt: string;
}

/** GET /api/voices → { voices } */
export interface VoiceSummary {
  id: string;
  name: string;
  /** of the trimmed part */
  durationMs: number;
  /** the worst of its checks; error: cannot be used in a call */
  level: CheckLevel;
  /** null: recorded consent is missing, so no call may use it */
  consent: VoiceConsent | null;
  /** names of personas whose draft uses it */
  usedBy: string[];
  createdAt: string;
}

/** GET /api/voices/:id */
export interface VoiceDetail extends VoiceSummary {
  fileName: string;
  originalMs: number;
  trimStartMs: number;
  trimEndMs: number;
  checks: VoiceCheck[];
  figures: VoiceFigures;
  /** 0…1, of the whole original, evenly spaced */
  peaks: number[];
  sha256: string | null;
}

const voiceName = z.string().trim().min(1, "Enter a name.").max(80, "Use at most 80 characters.");
const milliseconds = z.number().int().min(0).max(MAX_VOICE_MS);
export const uploadVoiceInput = z.object({ name: voiceName });
/** PATCH /api/voices/:id */
export const updateVoiceInput = z.object({
  name: voiceName.optional(),
  trimStartMs: milliseconds.optional(),
  trimEndMs: milliseconds.optional(),
});
export type UpdateVoiceInput = z.infer<typeof updateVoiceInput>;
/** POST /api/voices/:id/consent. Everything is stated by a person; nothing is taken for granted. */
export const consentInput = z.object({
  basis: z.enum(CONSENT_BASES, "Choose on what grounds the voice may be used."),
  speakerName: z.string().trim().min(1, "Enter the speaker's name.").max(120),
  agreedOn: z.iso.date("Enter the day."),
  statement: z.string().trim().min(10, "State the consent in a sentence.").max(1_000),
  /** whoever records it stands by it */
  confirmed: z.literal(true, "Confirm that this is true."),
});
export type ConsentInput = z.infer<typeof consentInput>;
