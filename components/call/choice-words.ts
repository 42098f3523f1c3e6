import type { SpeakerKind } from "@duologue/protocol";

export interface ChoiceWords {
  /** stands over the buttons */
  lead: string;
  /** what they are for; null: the lead says it */
  meaning: string | null;
}

/** What the branches of a flow are to whoever may press them: team members know flow and speaker, a caller on a link neither. */
export function choiceWords(speaker: SpeakerKind | null, isTeam: boolean): ChoiceWords {
  if (!isTeam) return { lead: "This call cannot tell by itself what you mean. Say it, and press what fits to go on:", meaning: null };
  return {
    lead: "Say it, and choose what you meant:",
    meaning:
      speaker === "rehearsal"
        ? "The rehearsal voice does not understand what you say: a button takes the flow down the branch that you mean."
        : "The model hears you, but the flow cannot tell what you said: a button takes it down the branch that you mean.",
  };
}
