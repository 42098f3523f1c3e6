import type { PersonaDocument } from "@duologue/persona";
import { formatSeconds, obstacleOf } from "@/lib/shared/voice-words";
import type { VoiceSummary } from "@/lib/shared/voices";

type Voice = PersonaDocument["voice"];

/** The speaker's own voice, whatever answers the call. */
export function defaultVoice(before: Voice): Voice {
  return { ...before, kind: "default", ref: null, name: null, sha256: null, seconds: null, consent: null };
}

/** A voice of the library, with what an exported file needs to say about it. `sha256` is null while it is unknown. */
export function sampleVoice(before: Voice, voice: VoiceSummary, sha256: string | null): Voice {
  const { consent } = voice;
  return {
    ...before,
    kind: "sample",
    ref: voice.id,
    name: voice.name,
    sha256,
    seconds: Math.round(voice.durationMs) / 1_000,
    consent: consent
      ? { status: "granted", recordId: consent.id, basis: consent.basis, grantedAt: consent.recordedAt }
      : { status: "missing", recordId: null, basis: null, grantedAt: null },
  };
}

/** How a voice stands in the picker: its name, its length and why a call could not use it. */
export function voiceLabel(voice: VoiceSummary): string {
  const obstacle = obstacleOf(voice);
  return `${voice.name}, ${formatSeconds(voice.durationMs)}${obstacle ? `, ${obstacle}` : ""}`;
}
