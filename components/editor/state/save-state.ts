/** What the top bar says about saving. */
export type SaveState =
  | { kind: "saved"; atMs: number | null }
  | { kind: "waiting" }
  | { kind: "saving" }
  /** the studio cannot be reached; the work is kept on this computer and tried again */
  | { kind: "offline" }
  /** nobody is signed in any more; the work is kept on this computer, and nothing is sent */
  | { kind: "signedOut" }
  /** somebody else saved in the meantime; nothing is sent until a person has chosen */
  | { kind: "conflict"; theirRevision: number | null }
  /** the studio answered and said no */
  | { kind: "refused"; message: string };

/** What one try to save came to. */
export type SaveOutcome =
  | { kind: "saved"; revision: number }
  | { kind: "conflict"; theirRevision: number | null }
  | { kind: "unreachable" }
  | { kind: "signedOut" }
  | { kind: "refused"; message: string };

/** "3 s ago", "5 min ago", "2 h ago". */
export function agoWords(elapsedMs: number): string {
  const seconds = Math.max(0, Math.round(elapsedMs / 1_000));
  if (seconds < 2) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
}

export function saveWords(state: SaveState, nowMs: number): string {
  switch (state.kind) {
    case "saved":
      return state.atMs === null ? "Saved" : `Saved ${agoWords(nowMs - state.atMs)}`;
    case "waiting":
    case "saving":
      return "Saving…";
    case "offline":
      return "Offline, kept on this computer";
    case "signedOut":
      return "Signed out, kept on this computer";
    case "conflict":
      return "Conflict";
    case "refused":
      return "Not saved";
  }
}
