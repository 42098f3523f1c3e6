import type { CallViewState } from "./view-state";

/** Whether the persona may hear the caller now. While push-to-talk is on, holding is all that counts: it stands in for mute. */
export function isMicrophoneOpen({ mode, muted, talking }: Pick<CallViewState, "mode" | "muted" | "talking">): boolean {
  return mode === "pushToTalk" ? talking : !muted;
}
