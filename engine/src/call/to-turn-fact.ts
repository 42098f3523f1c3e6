import type { TimelineDraft, TurnFact } from "@duologue/protocol";

/** What a client is told of an observed turn event; null for what is none. */
export function toTurnFact(draft: TimelineDraft): TurnFact | null {
  switch (draft.kind) {
    case "utterance":
    case "turn":
    case "backchannel":
    case "pause":
    case "overlap":
    case "gap":
    case "bargeIn":
      return draft;
    default:
      return null;
  }
}
