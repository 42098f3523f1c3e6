/** Words for voices. */
import type { CheckLevel, VoiceSummary } from "./voices";

type Tone = "success" | "warning" | "danger";

export const LEVEL_WORDS: Record<CheckLevel, { tone: Tone; words: string }> = {
  ok: { tone: "success", words: "Good" },
  warning: { tone: "warning", words: "Could be better" },
  error: { tone: "danger", words: "Not usable" },
};

/** Seconds with one decimal: "7.1 s"; of a recording, where tenths matter. */
export function formatSeconds(durationMs: number): string {
  return `${(durationMs / 1_000).toFixed(1)} s`;
}

/** Where a handle stands, for the eye: "0:03.45". */
export function formatPosition(atMs: number): string {
  const wholeMs = Math.round(atMs / 10) * 10;
  const minutes = Math.floor(wholeMs / 60_000);
  return `${minutes}:${((wholeMs % 60_000) / 1_000).toFixed(2).padStart(5, "0")}`;
}

/** Where a handle stands, for the ear: "3.45 seconds". */
export function speakPosition(atMs: number): string {
  return `${(Math.round(atMs / 10) / 100).toString()} seconds`;
}

/** Why no call can use a voice; null: it can be used. */
export function obstacleOf(voice: Pick<VoiceSummary, "level" | "consent">): string | null {
  if (voice.level === "error") return "did not pass its checks";
  if (!voice.consent) return "consent missing";
  return null;
}

/** "Ada", "Ada and Ben", "Ada, Ben and Chris". */
export function joinNames(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? "";
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
