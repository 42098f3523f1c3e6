import { formatDate } from "@/lib/shared/format";
import type { ConsentBasis } from "@/lib/shared/voices";

/** What the day of a consent is called, per basis. */
export const DAY_WORDS: Record<ConsentBasis, string> = {
  "own-voice": "Agreed on",
  "written-permission": "Permission given on",
  licensed: "Licensed on",
  "public-domain": "Looked up on",
};

export interface StatedConsent {
  basis: ConsentBasis;
  speakerName: string;
  /** "2026-11-22" */
  agreedOn: string;
}

/** Words to begin with, once everything else is stated; the person who records it may put it in other words. */
export function statementFor({ basis, speakerName, agreedOn }: StatedConsent): string {
  const speaker = speakerName.trim();
  const day = formatDate(agreedOn, "UTC");
  switch (basis) {
    case "own-voice":
      return `I am ${speaker}. This is my own voice, and on ${day} I agreed that this team uses the recording as the voice of its personas in calls.`;
    case "written-permission":
      return `${speaker} agreed in writing on ${day} that this team uses the recording as the voice of its personas in calls. We keep the written permission.`;
    case "licensed":
      return `The recording of ${speaker} was licensed to this team on ${day} for use as a synthetic voice in calls. We keep the licence.`;
    case "public-domain":
      return `The recording of ${speaker} is in the public domain, as we looked up on ${day}, and no right of the speaker stands against its use as a synthetic voice in calls.`;
  }
}
